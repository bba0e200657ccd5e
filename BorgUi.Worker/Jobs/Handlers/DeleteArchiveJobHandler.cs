using BorgUi.Core.Jobs;
using BorgUi.Worker.Archives;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Maintenance;
using BorgUi.Worker.Repositories;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary><c>borg delete</c> of one archive: found by its id before, and gone from the list afterwards, whatever the exit code says.</summary>
internal sealed class DeleteArchiveJobHandler(JobBorg borg, RepositoryKeyring keyring, RepositorySync sync, ArchivePins pins, TimeProvider time) : IJobHandler
{
    public async Task<JobEnd> RunAsync(JobRun run)
    {
        var job = (DeleteArchiveJob)run.Job;
        using var keys = keyring.Open(job.Repository!);
        run.Progress.Report(new() { Message = "Looking for the archive" });
        var before = await sync.LookAsync(run, job.Repository!, keys, run.Stopping);
        if (before.Archives is null)
        {
            return await sync.FailAsync(run, job.Repository!, before.Ended);
        }

        if (before.Find(job.Details.BorgId) is not { } archive)
        {
            await sync.RecordAsync(run, job.Repository!, keys, before.Archives);
            return JobEnds.Warned(run, before.Ended, job.Details.ArchiveName, "The archive was not in the repository any more; there was nothing to delete.");
        }

        if (await pins.AmongAsync(job.Repository!.Id, [archive], run.Stopping) is not [])
        {
            return JobEnds.Refused(run, "The archive is pinned, so it was not deleted.", "Unpin it first.");
        }

        var ended = await DeleteAsync(run, job, keys, archive);
        var after = await sync.LookAsync(run, job.Repository!, keys, CancellationToken.None);
        if (after.Archives is { } archives)
        {
            await sync.RecordAsync(run, job.Repository!, keys, archives);
        }

        return after.Archives is null ? JobEnds.Unproven(run, ended, after.Ended)
            : after.Find(archive.Id) is null ? JobEnds.Done(run, ended)
            : !ended.IsDone ? JobEnds.Undone(run, ended)
            : JobEnds.Refused(run, "borg ended without an error, but the archive is still in the repository.", "Read the log; then delete it again.");
    }

    private Task<BorgEnded> DeleteAsync(JobRun run, DeleteArchiveJob job, RepositoryKeys keys, BorgArchive archive)
    {
        var progress = new PhasedProgress(time, new Phase("archive.delete", "Deleting the archive"));
        return borg.RunAsync(
            run,
            BorgCommand.Delete(job.Repository!.Location, archive.Name),
            keys.Environment,
            happened => run.Progress.Report(progress.Next(happened, run.Progress.Newest)));
    }
}
