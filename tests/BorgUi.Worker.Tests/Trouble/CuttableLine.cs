using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>A way to the database that can be cut so that nothing is refused: bytes are just no longer passed on.</summary>
internal sealed class CuttableLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly NpgsqlConnectionStringBuilder _target;
    private readonly List<Task> _tasks = [];
    private TaskCompletionSource _open = Opened();

    public CuttableLine(string connectionString)
    {
        _target = new(connectionString);
        _listener.Start();
        _tasks.Add(AcceptAsync());
    }

    public string ConnectionString => new NpgsqlConnectionStringBuilder(_target.ConnectionString)
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
    }.ConnectionString;

    public void Cut() => _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Mend() => _open.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Dispose();
        await Task.WhenAll(_tasks);
        _over.Dispose();
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        open.SetResult();
        return open;
    }

    private async Task AcceptAsync()
    {
        var lines = new List<Task>();
        try
        {
            while (true)
            {
                lines.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_over.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(_target.Host!, _target.Port, _over.Token);
            await Task.WhenAny(PassAsync(near.GetStream(), far.GetStream()), PassAsync(far.GetStream(), near.GetStream()));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            // One side went away, or the test is over.
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _over.Token) is > 0 and var count)
            {
                await _open.Task.WaitAsync(_over.Token);
                await to.WriteAsync(buffer.AsMemory(0, count), _over.Token);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // One side went away, or the test is over.
        }
    }
}
