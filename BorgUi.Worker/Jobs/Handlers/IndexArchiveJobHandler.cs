using BorgUi.Contracts.Jobs;
using BorgUi.Core.Archives.Index;
using BorgUi.Core.Jobs;
using BorgUi.Core.Signals;
using BorgUi.Worker.Archives;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Repositories;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary>
/// Indexes what is not indexed, one archive after another, and clears away what deleted archives left. It gives way: to a writer at
/// once, to an archive that somebody asked for after the current one, and to other repositories after a while.
/// </summary>
internal sealed class IndexArchiveJobHandler(
    RepositoryKeyring keyring, ArchiveIndexing indexing, IndexBacklog backlog, IndexCollector collector, ChangeRecord changes, JobEvents events, TimeProvider time)
    : IJobHandler, IJobAftermath
{
    private const int MaximumFailuresInARow = 2;
    private static readonly TimeSpan GiveWayAfter = TimeSpan.FromMinutes(5);

    public async Task<JobEnd> RunAsync(JobRun run)
    {
        var repository = run.Job.Repository!;
        run.Progress.Report(new() { Message = "Clearing away deleted archives" });
        await collector.CollectAsync(repository.Id, run.Stopping);
        using var keys = keyring.Open(repository);
        await using var watch = new WriterWatch(backlog, repository.Id, time, run.Stopping);
        var beganAt = time.GetTimestamp();
        var warnings = new List<JobWarning>();
        // What a run before this one did not come to.
        await CountChangesAsync(repository.Id, watch.Stopping);
        if (watch.Stopping.IsCancellationRequested)
        {
            return GiveWay(run);
        }

        for (var (done, inARow) = (0, 0); await backlog.NextAsync(repository.Id, run.Job.ArchiveId, run.Stopping) is { } task; done++)
        {
            var failure = await TryAsync(run, keys, task, new(done, done + task.Waiting), watch.Stopping);
            await CountChangesAsync(repository.Id, watch.Stopping);
            if (watch.Stopping.IsCancellationRequested)
            {
                return GiveWay(run);
            }

            inARow = failure is null ? 0 : inARow + 1;
            warnings.AddRange(failure is null ? [] : [new(task.ArchiveName, failure.Reason)]);
            if (failure is { MayPass: true } || inARow == MaximumFailuresInARow || run.Job.ArchiveId is not null || await IsTurnOfOthersAsync(run, beganAt))
            {
                break;
            }
        }

        return await EndAsync(run, warnings);
    }

    /// <summary>Its worker died, and nothing of the archive that it was at has been kept: another one goes on.</summary>
    public async Task<JobEnd> ConcludeAsync(JobRun run, JobEnd interrupted)
    {
        await backlog.CutOffAsync(run.Job.RepositoryId!.Value, CancellationToken.None);
        return JobEnds.GivenBack(run);
    }

    private static JobEnd GiveWay(JobRun run) => run.Stopping.IsCancellationRequested ? JobEnds.Stopped(run) : JobEnds.GivenBack(run);

    private async Task<JobEnd> EndAsync(JobRun run, List<JobWarning> warnings)
    {
        if (run.Job.ArchiveId is null && warnings.Count == 0 && await backlog.EnqueueAsync(run.Job.RepositoryId!.Value, CancellationToken.None) is { } rest)
        {
            await events.AnnounceAsync(rest, CancellationToken.None);
        }

        return JobEnds.DoneWith(run, warnings);
    }

    private async Task CountChangesAsync(Guid repositoryId, CancellationToken stopping)
    {
        try
        {
            await changes.CountAsync(repositoryId, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The next look counts them.
        }
    }

    // Null when the archive is indexed now, or was stopped.
    private async Task<Failure?> TryAsync(JobRun run, RepositoryKeys keys, IndexTask task, IndexShare share, CancellationToken stopping)
    {
        Failure? failure = null;
        try
        {
            failure = await indexing.IndexAsync(run, run.Job.Repository!, keys, task, share, stopping) is { IsDone: false } ended ? FailureOf(ended) : null;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Between two lines; nothing is kept.
        }
        catch (InvalidDataException error)
        {
            failure = new(error.Message, MayPass: false);
        }

        // Nothing happens to one that is ready.
        await (failure is { MayPass: false } && !stopping.IsCancellationRequested
            ? backlog.FailAsync(task.ArchiveId, failure.Reason, CancellationToken.None)
            : backlog.PutBackAsync(task.ArchiveId, CancellationToken.None));
        return failure;
    }

    private async Task<bool> IsTurnOfOthersAsync(JobRun run, long beganAt)
    {
        var (others, moreUrgent) = await backlog.OthersWaitAsync(run.Job, run.Stopping);
        return moreUrgent || (others && time.GetElapsedTime(beganAt) > GiveWayAfter);
    }

    private static Failure FailureOf(BorgEnded ended) => ended.Error is { } error
        ? new($"{error.Title}. {error.What}", error.RetryMayHelp)
        : new($"borg ended with {ended.ExitCode}.", MayPass: false);

    private sealed record Failure(string Reason, bool MayPass);
}
