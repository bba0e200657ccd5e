using System.Globalization;
using Npgsql;

namespace BorgUi.Core.Data;

/// <summary>Where BorgUi's database is, as PostgreSQL's own programs are told: by their environment, so that no password is in arguments.</summary>
public sealed class DatabaseAddress(string connectionString)
{
    private readonly NpgsqlConnectionStringBuilder _settings = new(connectionString);

    /// <summary>For people: host and name of the database.</summary>
    public string Name => $"{_settings.Database} on {_settings.Host}";

    public string? Password => _settings.Password is { Length: > 0 } password ? password : null;

    /// <summary>The variables of libpq; what the connection string leaves open is left out.</summary>
    public IReadOnlyDictionary<string, string> Variables()
    {
        (string Name, string? Value)[] variables =
        [
            ("PGHOST", _settings.Host),
            ("PGPORT", _settings.Port.ToString(CultureInfo.InvariantCulture)),
            ("PGUSER", _settings.Username),
            ("PGPASSWORD", _settings.Password),
            ("PGPASSFILE", _settings.Passfile),
            ("PGDATABASE", _settings.Database),
            ("PGSSLMODE", SslMode()),
            ("PGSSLROOTCERT", _settings.RootCertificate),
            ("PGSSLCERT", _settings.SslCertificate),
            ("PGSSLKEY", _settings.SslKey),
        ];
        return variables.Where(variable => !string.IsNullOrEmpty(variable.Value)).ToDictionary(variable => variable.Name, variable => variable.Value!);
    }

    private string SslMode() => _settings.SslMode switch
    {
        Npgsql.SslMode.Disable => "disable",
        Npgsql.SslMode.Allow => "allow",
        Npgsql.SslMode.Require => "require",
        Npgsql.SslMode.VerifyCA => "verify-ca",
        Npgsql.SslMode.VerifyFull => "verify-full",
        _ => "prefer",
    };
}
