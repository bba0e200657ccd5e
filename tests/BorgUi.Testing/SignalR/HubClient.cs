using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace BorgUi.Testing.SignalR;

/// <summary>
/// A SignalR client over a plain WebSocket: the package with the usual transports needs one that the feed does not hold.
/// </summary>
public static class HubClient
{
    /// <summary>A connection that is not started yet. <paramref name="cookie"/> is the Cookie header of who is logged in.</summary>
    public static HubConnection Create(Uri hub, string cookie)
    {
        var socket = new UriBuilder(hub) { Scheme = hub.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs };
        return new HubConnection(
            new Connections(cookie), new JsonHubProtocol(), new UriEndPoint(socket.Uri), new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance);
    }

    private sealed class Connections(string cookie) : IConnectionFactory
    {
        public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
        {
            var socket = new ClientWebSocket();
            try
            {
                socket.Options.SetRequestHeader("Cookie", cookie);
                await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken);
                return new WebSocketConnection(socket);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
