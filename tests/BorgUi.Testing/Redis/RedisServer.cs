using System.Globalization;
using BorgUi.LocalHosting;
using BorgUi.Processes;

namespace BorgUi.Testing.Redis;

/// <summary>
/// A Redis of a test's own, with password and without persistence, that can be stopped, killed, frozen and started
/// again on the same port; it ends with the test process, however that ends.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private ChildProcess? _process;
    private Task _reading = Task.CompletedTask;

    private RedisServer()
    {
    }

    public int Port { get; } = FreePort.Find();

    public string Password { get; } = Guid.NewGuid().ToString("N");

    /// <summary>In the form that Aspire hands out.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"localhost:{Port},password={Password}");

    /// <summary>Only chooses port and password: for a test in which Redis comes late.</summary>
    public static RedisServer CreateStopped() => new();

    public static async Task<RedisServer> StartNewAsync(CancellationToken cancellationToken = default)
    {
        var server = new RedisServer();
        await server.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>Starts it, also after it was stopped or killed, and returns when it takes connections.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await DisposeAsync();
        var port = Port.ToString(CultureInfo.InvariantCulture);
        _process = await ChildProcess.StartAsync(
            new()
            {
                FileName = "redis-server",
                Arguments =
                [
                    "--port", port, "--bind", "127.0.0.1", "--requirepass", Password,
                    "--save", "", "--appendonly", "no", "--daemonize", "no",
                ],
            },
            cancellationToken);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _reading = Task.WhenAll(
            ReadLogAsync(_process.Output, ready),
            _process.Error.CopyToAsync(Stream.Null, cancellationToken));
        await ready.Task.WaitAsync(Patience, cancellationToken);
    }

    /// <summary>Ends it in good order.</summary>
    public async Task StopAsync()
    {
        await Running().StopAsync(Signal.Terminate, Patience);
        await _reading;
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        Running().Send(Signal.Kill);
        await Running().WaitForExitAsync();
        await _reading;
    }

    /// <summary>Lets it keep its connections but answer nothing.</summary>
    public void Freeze() => Running().Send(Signal.Stop);

    public void Thaw() => Running().Send(Signal.Continue);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
            _process = null;
        }
    }

    private ChildProcess Running() => _process ?? throw new InvalidOperationException("This Redis was not started.");

    private static async Task ReadLogAsync(Stream log, TaskCompletionSource ready)
    {
        using var reader = new StreamReader(log);
        var said = new List<string>();
        while (await reader.ReadLineAsync() is { } line)
        {
            // 4242:M 22 Nov 2026 03:00:00.000 * Ready to accept connections
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }

            said.Add(line);
        }

        ready.TrySetException(new InvalidOperationException($"redis-server ended: {string.Join('\n', said.TakeLast(5))}"));
    }
}
