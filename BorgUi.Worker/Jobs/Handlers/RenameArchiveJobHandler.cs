using System.Text;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Archives;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Maintenance;
using BorgUi.Worker.Repositories;
using BorgUi.Worker.Workers;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary>
/// <c>borg rename</c>, refused where a borg before 1.2.5 would do it: newer ones reject what it leaves behind. The archive gets a
/// new id, under which its row goes on.
/// </summary>
internal sealed class RenameArchiveJobHandler(JobBorg borg, BorgProbe probe, RepositoryKeyring keyring, RepositorySync sync, ArchiveCatalogue catalogue) : IJobHandler
{
    public async Task<JobEnd> RunAsync(JobRun run)
    {
        var job = (RenameArchiveJob)run.Job;
        using var keys = keyring.Open(job.Repository!);
        if (await TooOldAsync(run, job, keys) is { } reason)
        {
            return JobEnds.Refused(run, reason, "Install borg 1.2.5 or newer on both ends; until then leave the archive its name.");
        }

        run.Progress.Report(new() { Message = "Looking for the archive" });
        var before = await sync.LookAsync(run, job.Repository!, keys, run.Stopping);
        return before.Archives is null ? await sync.FailAsync(run, job.Repository!, before.Ended)
            : before.Find(job.Details.BorgId) is not { } archive ? JobEnds.Refused(run, $"{job.Details.ArchiveName} is not in the repository any more.", "Sync the repository.")
            : Named(before, job.Details.NewName) is not null ? JobEnds.Refused(run, $"An archive {job.Details.NewName} exists already.", "Choose another name.")
            : await RenameAsync(run, job, keys, archive);
    }

    private async Task<JobEnd> RenameAsync(JobRun run, RenameArchiveJob job, RepositoryKeys keys, BorgArchive archive)
    {
        run.Progress.Report(new() { Message = "Renaming the archive" });
        var ended = await borg.RunAsync(run, BorgCommand.Rename(job.Repository!.Location, archive.Name, job.Details.NewName), keys.Environment);
        var after = await sync.LookAsync(run, job.Repository, keys, CancellationToken.None);
        if (after.Archives is null)
        {
            return JobEnds.Unproven(run, ended, after.Ended);
        }

        var renamed = after.Find(archive.Id) is null ? Named(after, job.Details.NewName) : null;
        if (renamed is not null)
        {
            await catalogue.RenamedAsync(job.RepositoryId!.Value, archive.Id, renamed, CancellationToken.None);
        }

        await sync.RecordAsync(run, job.Repository, keys, after.Archives);
        return renamed is not null ? JobEnds.Done(run, ended)
            : !ended.IsDone ? JobEnds.Undone(run, ended)
            : JobEnds.Refused(run, $"borg ended without an error, but there is no archive {job.Details.NewName}.", "Read the log; then rename it again.");
    }

    private async Task<string?> TooOldAsync(JobRun run, RenameArchiveJob job, RepositoryKeys keys)
    {
        if (probe.Installation?.Version is not { CanRenameArchives: true } own)
        {
            return $"borg {probe.Installation?.Version} on this worker would leave an archive that newer versions reject as forged.";
        }

        if (RepositoryFolder.IsLocal(job.Repository!.Location))
        {
            return null;
        }

        var asked = await borg.AskAsync(run, BorgCommand.ServerVersion(job.Repository.Location), keys.Environment, run.Stopping);
        // "1.4.5 / 1.2.8": ours, then the server's.
        var server = asked.IsDone ? BorgVersion.Parse($"borg {Encoding.UTF8.GetString(asked.Output.Span).Split('/')[^1].Trim()}") : null;
        return server is null ? $"borg {own} cannot tell which borg the server has."
            : server.CanRenameArchives ? null
            : $"The server has borg {server}, which is older than 1.2.5.";
    }

    private static BorgArchive? Named(ArchiveListing look, string name) => look.Archives?.Archives.FirstOrDefault(archive => archive.Name == name);
}
