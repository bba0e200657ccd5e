using System.Globalization;
using BorgUi.LocalHosting.ApplicationModel;
using BorgUi.LocalHosting.Redis;
using Npgsql;

namespace BorgUi.LocalHosting.Projects;

/// <summary>The parts of a connection string as variables, for programs that are not .NET (<c>BORGUI_HOST</c>, <c>REDIS_URI</c>).</summary>
internal static class ConnectionProperties
{
    public static string Prefix(string resourceName) => resourceName.Replace('-', '_').ToUpperInvariant();

    public static void Add(IDictionary<string, string> variables, string name, IResource source, string connectionString)
    {
        var parts = source switch
        {
            RedisResource => OfRedis(connectionString),
            PostgresServerResource or PostgresDatabaseResource => OfPostgres(connectionString),
            _ => [],
        };
        foreach (var (part, value) in parts)
        {
            variables[$"{Prefix(name)}_{part}"] = value;
        }
    }

    private static Dictionary<string, string> OfPostgres(string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        var port = given.Port.ToString(CultureInfo.InvariantCulture);
        Dictionary<string, string> parts = new()
        {
            ["HOST"] = given.Host ?? "",
            ["PORT"] = port,
            ["USERNAME"] = given.Username ?? "",
            ["PASSWORD"] = given.Password ?? "",
            ["URI"] = $"postgresql://{Uri.EscapeDataString(given.Username ?? "")}:{Uri.EscapeDataString(given.Password ?? "")}@{given.Host}:{port}" +
                (given.Database is null ? "" : $"/{given.Database}"),
        };
        if (given.Database is not null)
        {
            parts["DATABASENAME"] = given.Database;
        }

        return parts;
    }

    private static Dictionary<string, string> OfRedis(string connectionString)
    {
        var given = RedisAddress.Parse(connectionString);
        var port = given.Port.ToString(CultureInfo.InvariantCulture);
        return new()
        {
            ["HOST"] = given.Host,
            ["PORT"] = port,
            ["PASSWORD"] = given.Password ?? "",
            ["URI"] = given.Password is null
                ? $"redis://{given.Host}:{port}"
                : $"redis://:{Uri.EscapeDataString(given.Password)}@{given.Host}:{port}",
        };
    }
}
