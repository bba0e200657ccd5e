using StackExchange.Redis;

namespace BorgUi.ServiceDefaults.Redis;

internal static class RedisFailure
{
    /// <summary>Why there is no session, for a person who can mend it; the client's own text speaks of its settings.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        // It was not possible to connect to the redis server(s); to create a disconnected multiplexer, disable
        // AbortOnConnectFail. AuthenticationFailure on PING
        RedisException when Names(exception, ConnectionFailureType.AuthenticationFailure) => "it refuses the password",
        RedisException when Names(exception, ConnectionFailureType.SocketFailure) => "nobody takes connections there",
        RedisException or TimeoutException => "it does not answer",
        _ => exception.Message,
    };

    private static bool Names(Exception exception, ConnectionFailureType failure) =>
        exception.Message.Contains(failure.ToString(), StringComparison.Ordinal);
}
