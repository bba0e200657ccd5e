using System.Text.Json;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Maintenance;
using BorgUi.Worker.Repositories;
using BorgUi.Worker.Workers;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary><c>borg break-lock</c>, but not while the owner is seen to live on this machine; done when the repository opens at once.</summary>
internal sealed class BreakLockJobHandler(JobBorg borg, RepositoryKeyring keyring, WorkerIdentity identity) : IJobHandler
{
    private static readonly TimeSpan NoPatience = TimeSpan.FromSeconds(1);

    public async Task<JobEnd> RunAsync(JobRun run)
    {
        var repository = run.Job.Repository!;
        var owners = RepositoryLock.OwnersOf(repository.Location);
        if (owners.FirstOrDefault(owner => owner.IsAliveOn(identity.HostId)) is { } alive)
        {
            return JobEnds.Refused(
                run,
                $"The lock is held by process {alive.ProcessId} of this machine, which is running.",
                "Wait for it, or end it; breaking its lock would damage what it is writing.");
        }

        using var keys = keyring.Open(repository);
        run.Progress.Report(new() { Message = "Breaking the lock" });
        var ended = await borg.RunAsync(run, BorgCommand.BreakLock(repository.Location), keys.Environment);
        if (!ended.IsDone)
        {
            return JobEnds.Undone(run, ended);
        }

        var opened = await borg.AskAsync(run, BorgCommand.ListArchives(repository.Location).WithLockWait(NoPatience), keys.Environment, run.Stopping);
        return opened.IsDone
            ? JobEnds.Done(run, ended) with { StatsJson = StatsOf(owners, opened) }
            : JobEnds.Undone(run, opened);
    }

    private static string StatsOf(IReadOnlyList<LockOwner> owners, BorgEnded opened) => JsonSerializer.Serialize(
        new([.. owners.Select(owner => owner.ToString())], ArchiveList.Parse(opened.Output).Archives.Count), JobStats.Default.LockStats);
}
