using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using BorgUi.Web.Tests.Fakes;

namespace BorgUi.Web.Tests.Live;

/// <summary>A browser's end of the hub, spoken plainly: JSON records that end in 0x1E over a WebSocket.</summary>
internal sealed class HubSocket : IDisposable
{
    private const char End = '\u001e';
    private readonly WebSocket _socket;
    private readonly Queue<string> _read = [];
    private readonly StringBuilder _partial = new();

    private HubSocket(WebSocket socket) => _socket = socket;

    public static async Task<HubSocket> OpenAsync(WebSite site, string cookie, CancellationToken cancellationToken)
    {
        var client = site.Server.CreateWebSocketClient();
        client.ConfigureRequest = request => request.Headers.Cookie = cookie;
        var socket = new HubSocket(await client.ConnectAsync(new Uri(site.Server.BaseAddress, "/hubs/jobs"), cancellationToken));
        await socket.SendAsync("""{"protocol":"json","version":1}""", cancellationToken);
        await socket.ReadAsync(cancellationToken);
        return socket;
    }

    /// <summary>Calls a method of the hub and waits until it has run.</summary>
    public async Task InvokeAsync(string method, string argument, CancellationToken cancellationToken)
    {
        await SendAsync($$"""{"type":1,"invocationId":"1","target":"{{method}}","arguments":[{{argument}}]}""", cancellationToken);
        while ((await ReadAsync(cancellationToken)).GetProperty("type").GetInt32() != 3)
        {
        }
    }

    /// <summary>The next record of that name about a job; others are passed over.</summary>
    public async Task<JsonElement> NextAsync(string target, Guid jobId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var record = (await NextAsync(target, cancellationToken)).GetProperty("arguments")[0];
            if (record.GetProperty("job_id").GetGuid() == jobId)
            {
                return record;
            }
        }
    }

    /// <summary>The next message of that name.</summary>
    public async Task<JsonElement> NextAsync(string target, CancellationToken cancellationToken)
    {
        while (true)
        {
            var message = await ReadAsync(cancellationToken);
            if (message.TryGetProperty("target", out var name) && name.GetString() == target)
            {
                return message;
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private Task SendAsync(string record, CancellationToken cancellationToken) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(record + End), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    private async Task<JsonElement> ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[8192];
        while (_read.Count == 0)
        {
            var part = await _socket.ReceiveAsync(buffer, cancellationToken);
            _partial.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
            var records = _partial.ToString().Split(End);
            foreach (var record in records[..^1])
            {
                _read.Enqueue(record);
            }

            _partial.Clear().Append(records[^1]);
        }

        return JsonDocument.Parse(_read.Dequeue()).RootElement;
    }
}
