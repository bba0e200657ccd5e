using BorgUi.Core.Data;
using BorgUi.Core.Workers;
using BorgUi.Worker.Borg;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Workers;

/// <summary>Keeps this worker's row alive, and with it what its machine has for a borg.</summary>
internal sealed partial class WorkerHeartbeat(
    IDbContextFactory<BorgUiDbContext> contexts,
    WorkerIdentity identity,
    BorgProbe probe,
    BorgExecutable borg,
    WorkerAddress address,
    IHostApplicationLifetime lifetime,
    IOptions<WorkerOptions> options,
    TimeProvider time,
    ILogger<WorkerHeartbeat> logger) : BackgroundService
{
    private static readonly TimeSpan SignOffPatience = TimeSpan.FromSeconds(5);

    // The sign-off belongs to the loop: a host that is stopped twice at once, as test hosts are, waits for it twice but does it once.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await StartedAsync().WaitAsync(stoppingToken);
            await BeatUntilStoppedAsync(stoppingToken);
        }
        finally
        {
            await SignOffAsync();
        }
    }

    // Before that it is not known where this worker listens.
    private async Task StartedAsync()
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task;
    }

    private async Task BeatUntilStoppedAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.HeartbeatEvery, time);
        do
        {
            try
            {
                await LookForBorgAsync(stoppingToken);
                await BeatAsync(stoppingToken);
            }
            catch (Exception error) when (error is Npgsql.NpgsqlException or DbUpdateException or TimeoutException or InvalidOperationException)
            {
                LogMissedBeat(logger, error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SignOffAsync()
    {
        using var patience = new CancellationTokenSource(SignOffPatience, time);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(patience.Token);
            await db.Workers.Where(worker => worker.Id == identity.Id).ExecuteDeleteAsync(patience.Token);
        }
        catch (Exception error) when (error is Npgsql.NpgsqlException or OperationCanceledException or TimeoutException)
        {
            LogNotSignedOff(logger, error);
        }
    }

    private async Task LookForBorgAsync(CancellationToken cancellationToken)
    {
        if (probe.IsUsable)
        {
            return;
        }

        var before = probe.Installation?.Problem;
        probe.Remember(await borg.ProbeAsync(identity.BorgEnvironment, cancellationToken));
        if (probe.Installation!.Problem is { } problem && problem != before)
        {
            LogNoBorg(logger, problem);
        }
        else if (probe.IsUsable)
        {
            LogBorg(logger, probe.Installation.Version!.ToString(), probe.Installation.Path!);
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await RenewRowAsync(db, cancellationToken) == 0)
        {
            db.Workers.Add(NewRow());
            await db.SaveChangesAsync(cancellationToken);
            await RenewRowAsync(db, cancellationToken);
        }
    }

    // The time is the database's: others compare it with theirs, and the clock of this machine may be off.
    private Task<int> RenewRowAsync(BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var version = probe.Installation?.Version?.ToString();
        var problem = probe.Installation?.Problem;
        return db.Workers.Where(worker => worker.Id == identity.Id).ExecuteUpdateAsync(
            row => row
#pragma warning disable RS0030 // not our clock: in a query it is now()
                .SetProperty(worker => worker.HeartbeatAt, worker => DateTimeOffset.UtcNow)
#pragma warning restore RS0030
                .SetProperty(worker => worker.BorgVersion, version)
                .SetProperty(worker => worker.Trouble, problem),
            cancellationToken);
    }

    private WorkerNode NewRow()
    {
        var now = time.GetUtcNow();
        return new()
        {
            Id = identity.Id,
            Name = identity.Name,
            HostId = identity.HostId,
            ProcessId = identity.Process.Id,
            ProcessStartedAt = identity.Process.StartedAt,
            Sites = [.. options.Value.SiteList],
            Slots = options.Value.Slots,
            Address = address.Current?.AbsoluteUri,
            StartedAt = now,
            HeartbeatAt = now,
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Using borg {Version} at {Path}")]
    private static partial void LogBorg(ILogger logger, string version, string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "This worker takes no jobs: {Problem}")]
    private static partial void LogNoBorg(ILogger logger, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The heartbeat was missed, the database does not answer; trying again")]
    private static partial void LogMissedBeat(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "This worker could not sign off; it will be seen as lost")]
    private static partial void LogNotSignedOff(ILogger logger, Exception error);
}
