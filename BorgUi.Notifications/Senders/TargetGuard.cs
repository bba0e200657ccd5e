using System.Net;
using System.Net.Sockets;

namespace BorgUi.Notifications.Senders;

/// <summary>
/// Keeps messages from services that are not meant for them: this machine's own, and those from which a cloud gives its machines
/// secrets. Decided at the moment of the connection, by the address that is connected to, whatever the name resolved to before.
/// </summary>
internal static class TargetGuard
{
    // Of AWS over IPv6, Alibaba, Azure and Oracle; the others are link-local.
    private static readonly IPAddress[] Metadata =
        [IPAddress.Parse("fd00:ec2::254"), IPAddress.Parse("100.100.100.200"), IPAddress.Parse("168.63.129.16"), IPAddress.Parse("192.0.0.192")];

    private static readonly IPNetwork[] Refused =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("224.0.0.0/3"),
        IPNetwork.Parse("::/128"), IPNetwork.Parse("::1/128"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("ff00::/8"),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    public static bool Allows(IPAddress address)
    {
        var real = Unwrap(address);
        return !Refused.Any(network => network.Contains(real)) && !Metadata.Contains(real);
    }

    /// <exception cref="TargetRefusedException">The name leads only to addresses that are refused.</exception>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var allowed = addresses.Where(Allows).ToArray();
        if (allowed.Length == 0)
        {
            throw new TargetRefusedException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // ::ffff:127.0.0.1 and 64:ff9b::7f00:1 lead to 127.0.0.1.
    private static IPAddress Unwrap(IPAddress address) => address switch
    {
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
        { AddressFamily: AddressFamily.InterNetworkV6 } when Nat64.Contains(address) => new(address.GetAddressBytes().AsSpan(12)),
        _ => address,
    };
}

/// <summary>The target is one that messages do not go to.</summary>
internal sealed class TargetRefusedException() : IOException(
    "The address leads to this machine, to its own link or to a cloud's metadata. An administrator can allow such targets in the settings of the notifications.");
