using StackExchange.Redis;

namespace BorgUi.ServiceDefaults.Redis;

/// <summary>Where Redis is, read once from the connection string; null when none was given.</summary>
internal sealed record RedisAddress(ConfigurationOptions? Configuration)
{
    /// <exception cref="InvalidOperationException">The connection string cannot be read; the text does not repeat it.</exception>
    public static RedisAddress Parse(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return new RedisAddress((ConfigurationOptions?)null);
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
}
