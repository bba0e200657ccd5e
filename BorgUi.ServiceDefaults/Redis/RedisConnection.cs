using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace BorgUi.ServiceDefaults.Redis;

/// <summary>Keeps one <see cref="RedisSession"/> alive as long as the process lives; nobody waits for it at start.</summary>
internal sealed partial class RedisConnection(
    RedisAddress address, IOptions<RedisOptions> options, TimeProvider time, ILogger<RedisConnection> logger)
    : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _outageLogged;

    /// <summary>The session that works now, or null while Redis is away.</summary>
    public RedisSession? Current { get; private set; }

    /// <summary>Waits for a working session other than <paramref name="previous"/>.</summary>
    public async Task<RedisSession> NextAsync(RedisSession? previous, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (Current is { } session && session != previous)
                {
                    return session;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (address.Configuration is not { } configuration)
        {
            LogNotConfigured();
            return;
        }

        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await HoldSessionAsync(configuration, stoppingToken))
            {
                pause = FirstPause;
            }

            await Task.Delay(pause, time, stoppingToken);
            pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, options.Value.MaxReconnectPause.Ticks));
        }
    }

    /// <summary>Opens a session and stays with it to its end; false when there was none.</summary>
    private async Task<bool> HoldSessionAsync(ConfigurationOptions configuration, CancellationToken stoppingToken)
    {
        var opened = false;
        try
        {
            await using var session = await RedisSession.OpenAsync(configuration, options.Value.AnswerTimeout);
            opened = true;
            ReportBack();
            Announce(session);
            try
            {
                ReportAway(await WatchAsync(session, stoppingToken));
            }
            finally
            {
                Announce(null);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Whatever the client trips over (names, sockets, passwords, protocol): the cure is the next attempt.
            ReportAway(RedisFailure.Describe(exception));
        }

        return opened;
    }

    private async Task<string> WatchAsync(RedisSession session, CancellationToken stoppingToken)
    {
        while (true)
        {
            using var pause = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var first = await Task.WhenAny(session.Ended, Task.Delay(options.Value.PingInterval, time, pause.Token));
            await pause.CancelAsync();
            if (first == session.Ended)
            {
                return await session.Ended;
            }

            stoppingToken.ThrowIfCancellationRequested();
            await session.PingAsync();
        }
    }

    private void Announce(RedisSession? session)
    {
        lock (_gate)
        {
            Current = session;
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private void ReportAway(string reason)
    {
        if (!_outageLogged)
        {
            _outageLogged = true;
            LogAway(address.ToString(), reason);
        }
    }

    private void ReportBack()
    {
        _outageLogged = false;
        LogConnected();
    }

    [LoggerMessage(LogLevel.Warning, "No Redis is configured (ConnectionStrings:redis): live updates between processes are off.")]
    private partial void LogNotConfigured();

    [LoggerMessage(LogLevel.Warning, "Redis is away ({Address}): {Reason}. Messages between processes are dropped until it is back.")]
    private partial void LogAway(string address, string reason);

    [LoggerMessage(LogLevel.Information, "Redis is connected.")]
    private partial void LogConnected();
}
