using System.Globalization;

namespace BorgUi.LocalHosting.Redis;

/// <summary>The first server of a connection string like <c>localhost:6379,password=secret</c>.</summary>
internal sealed record RedisAddress(string Host, int Port, string? Password)
{
    private const int DefaultPort = 6379;
    private const string PasswordKey = "password=";

    public static RedisAddress Parse(string connectionString)
    {
        var parts = connectionString.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var server = parts.FirstOrDefault(part => !part.Contains('=', StringComparison.Ordinal)) ?? "localhost";
        var password = parts.FirstOrDefault(part => part.StartsWith(PasswordKey, StringComparison.OrdinalIgnoreCase));
        var colon = server.LastIndexOf(':');
        return colon > 0 && int.TryParse(server[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new(server[..colon], port, password?[PasswordKey.Length..])
            : new(server, DefaultPort, password?[PasswordKey.Length..]);
    }
}
