using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;
using BorgUi.ServiceDefaults.Redis;

namespace BorgUi.Api.Jobs;

/// <summary>Hears all job events once for this process and hands each to those who follow its job.</summary>
internal sealed partial class JobEventFeed(IMessageBus bus, ILogger<JobEventFeed> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<JobHints, byte> _followers = new();

    /// <summary>Hints about the job from now on; disposing of them ends it.</summary>
    public JobHints Follow(Guid jobId)
    {
        var hints = new JobHints(jobId, ended => _followers.TryRemove(ended, out _));
        _followers.TryAdd(hints, 0);
        return hints;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var heard in bus.SubscribeAsync([JobChannels.Events], stoppingToken))
        {
            var happened = heard is BusMessage message ? Read(message) : null;
            foreach (var follower in _followers.Keys)
            {
                follower.Add(happened);
            }
        }
    }

    /// <summary>Null, which makes everybody look at the database, when the message cannot be read.</summary>
    private JobEvent? Read(BusMessage message)
    {
        try
        {
            return JsonSerializer.Deserialize(message.Body.Span, BorgUiJson.Default.JobEvent);
        }
        catch (JsonException error)
        {
            LogUnreadable(error);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "A job event could not be read; is another version of BorgUi running?")]
    private partial void LogUnreadable(Exception error);
}

/// <summary>What one follower of a job has heard and not yet taken; when it is slow the oldest goes, and the row tells the rest.</summary>
internal sealed class JobHints(Guid jobId, Action<JobHints> end) : IDisposable
{
    private readonly Channel<JobEvent?> _waiting = Channel.CreateBounded<JobEvent?>(
        new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Null means: look at the database.</summary>
    public void Add(JobEvent? happened)
    {
        if (happened is null || happened.JobId == jobId)
        {
            _waiting.Writer.TryWrite(happened);
        }
    }

    /// <summary>The next hint; null when the database is to be looked at, because something was lost or the time is up.</summary>
    public async Task<JobEvent?> NextAsync(TimeSpan within, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timeUp = new CancellationTokenSource(within, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancellationToken);
        try
        {
            return await _waiting.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => end(this);
}
