using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace BorgUi.LocalHosting;

/// <summary>Loopback ports.</summary>
internal static class FreePort
{
    // Below those that Linux gives to outgoing connections, which would take a port away before its program listens.
    private const int Lowest = 20_000;
    private const int Highest = 32_000;

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>A port that nobody listens on at this moment, and another one each time.</summary>
    public static int Find()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(Lowest, Highest);
            if (IsFree(port) && Given.TryAdd(port, true))
            {
                return port;
            }
        }
    }

    /// <summary>Keeps a port that somebody chose from being found for something else.</summary>
    public static void Reserve(int port) => Given.TryAdd(port, true);

    /// <summary>Whether a server could listen on this port now, on every address of this machine.</summary>
    public static bool IsFree(int port) =>
        CanListen(IPAddress.Any, port) && (!Socket.OSSupportsIPv6 || CanListen(IPAddress.IPv6Loopback, port));

    /// <summary>Answers when somebody listens on this port.</summary>
    public static async Task WaitUntilTakenAsync(int port, CancellationToken cancellationToken)
    {
        while (!await AnswersAsync(port, cancellationToken))
        {
            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    private static bool CanListen(IPAddress address, int port)
    {
        using var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException error)
        {
            // An address that this machine does not have (IPv6 switched off) is nobody's.
            return error.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("localhost", port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
