using System.Net;
using StackExchange.Redis;

namespace BorgUi.ServiceDefaults.Redis;

/// <summary>Where Redis is, read once from the connection string; null when none was given.</summary>
internal sealed class RedisAddress(ConfigurationOptions? configuration)
{
    public ConfigurationOptions? Configuration => configuration;

    /// <exception cref="InvalidOperationException">The connection string cannot be read; the text does not repeat it.</exception>
    public static RedisAddress Parse(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return new RedisAddress(null);
        }

        try
        {
            return new RedisAddress(ConfigurationOptions.Parse(connectionString));
        }
        catch (ArgumentException)
        {
            throw new InvalidOperationException(
                "ConnectionStrings:redis cannot be read; expected host:port,password=…,ssl=true|false.");
        }
    }

    /// <summary>Hosts and ports only, good for logs.</summary>
    public override string ToString() => string.Join(", ", configuration?.EndPoints.Select(Text) ?? []);

    private static string Text(EndPoint endPoint) =>
        endPoint is DnsEndPoint named ? $"{named.Host}:{named.Port}" : endPoint.ToString()!;
}
