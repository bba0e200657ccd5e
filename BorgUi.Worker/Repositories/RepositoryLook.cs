using BorgUi.Core.Repositories;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Jobs;
using BorgUi.Worker.Maintenance;
using BorgUi.Worker.Workers;

namespace BorgUi.Worker.Repositories;

/// <summary>What stands in a repository after a run was cut off.</summary>
/// <param name="Archives">Checkpoints too; null when the repository could not be opened.</param>
/// <param name="LockNote">What was done about a lock, for people; null when there was none.</param>
/// <param name="Problem">Why it could not be opened.</param>
internal sealed record RepositoryFinding(IReadOnlyList<BorgArchive>? Archives, string? LockNote, string? Problem);

/// <summary>Opens a repository whose last borg was cut off: that clears the lock of the dead, and shows what it left.</summary>
internal sealed class RepositoryLook(JobBorg borg, WorkerIdentity identity)
{
    private static readonly TimeSpan LockWait = TimeSpan.FromSeconds(5);

    public async Task<RepositoryFinding> LookAsync(JobRun run, Repository repository, BorgEnvironment environment)
    {
        var cleared = false;
        var ended = await ListAsync();
        string? note = null;
        if (ended.Error?.Kind == "lock-held" && DeadOwnerOf(repository) is { } dead)
        {
            await borg.LookAsync(run, BorgCommand.BreakLock(repository.Location), environment);
            note = $"borg's lock, held by process {dead.ProcessId} which is dead, was broken.";
            ended = await ListAsync();
        }
        else if (cleared)
        {
            note = "borg's lock of the dead process was removed.";
        }

        return ended.IsDone
            ? new(ArchiveList.Parse(ended.Output).Archives, note, null)
            : new(null, note, ended.Error is { } error ? $"{error.Title}. {error.What}" : "borg did not answer in time.");

        Task<BorgEnded> ListAsync() => borg.LookAsync(
            run,
            BorgCommand.ListArchives(repository.Location, withCheckpoints: true).WithLockWait(LockWait),
            environment,
            // "Killed stale lock vm-4be1.20310-0."
            happened => cleared |= happened is LogMessage { IsAdvice: true } message && message.Text.Contains("stale", StringComparison.Ordinal));
    }

    // borg knows its locks by pid alone: when the pid of a dead one was given out again, it waits for ever. The time of the lock
    // tells, but only of processes of this machine.
    private LockOwner? DeadOwnerOf(Repository repository)
    {
        var owners = RepositoryLock.OwnersOf(repository.Location);
        return owners is [var first, ..] && owners.All(owner => owner.HostId == identity.HostId && !owner.IsAliveOn(identity.HostId)) ? first : null;
    }
}
