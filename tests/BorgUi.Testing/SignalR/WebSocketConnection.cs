using System.IO.Pipelines;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace BorgUi.Testing.SignalR;

/// <summary>A connected WebSocket as the pair of pipes that SignalR speaks through.</summary>
internal sealed class WebSocketConnection : ConnectionContext, IConnectionInherentKeepAliveFeature
{
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(2);

    private readonly WebSocket _socket;
    private readonly Pipe _received = new();
    private readonly Pipe _toSend = new();
    private readonly CancellationTokenSource _closed = new();
    private readonly Task _receiving;
    private readonly Task _sending;

    public WebSocketConnection(WebSocket socket)
    {
        _socket = socket;
        Transport = new Duplex(_received.Reader, _toSend.Writer);
        ConnectionClosed = _closed.Token;
        Features.Set<IConnectionInherentKeepAliveFeature>(this);
        _receiving = ReceiveAsync();
        _sending = SendAsync();
    }

    public override string ConnectionId { get; set; } = Guid.NewGuid().ToString("N");

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public override IDuplexPipe Transport { get; set; }

    public bool HasInherentKeepAlive => false;

    public override async ValueTask DisposeAsync()
    {
        await _toSend.Writer.CompleteAsync();
        await Task.WhenAny(_sending, Task.Delay(ClosePatience));
        _socket.Abort();
        _received.Reader.CancelPendingRead();
        await Task.WhenAny(_receiving, Task.Delay(ClosePatience));
        _socket.Dispose();
        await base.DisposeAsync();
    }

    private async Task ReceiveAsync()
    {
        Exception? failure = null;
        try
        {
            while (await ReceiveSomeAsync())
            {
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            failure = error;
        }

        await _received.Writer.CompleteAsync(failure);
        await _closed.CancelAsync();
    }

    private async Task<bool> ReceiveSomeAsync()
    {
        var part = await _socket.ReceiveAsync(_received.Writer.GetMemory(4096), CancellationToken.None);
        if (part.MessageType == WebSocketMessageType.Close)
        {
            return false;
        }

        _received.Writer.Advance(part.Count);
        return !part.EndOfMessage || !(await _received.Writer.FlushAsync()).IsCompleted;
    }

    private async Task SendAsync()
    {
        try
        {
            while (await SendSomeAsync())
            {
            }

            if (_socket.State == WebSocketState.Open)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side is gone: the receiving half says so.
        }

        await _toSend.Reader.CompleteAsync();
    }

    private async Task<bool> SendSomeAsync()
    {
        var read = await _toSend.Reader.ReadAsync();
        foreach (var segment in read.Buffer)
        {
            // Records end by themselves, so that it does not matter how they are cut into messages.
            await _socket.SendAsync(segment, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }

        _toSend.Reader.AdvanceTo(read.Buffer.End);
        return !read.IsCompleted && !read.IsCanceled;
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
