using System.Text.Json;
using BorgUi.Contracts;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Archives;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Repositories;
using BorgUi.Worker.Streams;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary>Lists one folder of an archive that is not indexed. borg goes through the whole archive for it, each time.</summary>
internal sealed class BrowseJobHandler(JobBorg borg, RepositoryKeyring keyring, StreamRunner streams) : IJobHandler
{
    private static readonly StreamRefusal NoSuchPath =
        new(StatusCodes.Status404NotFound, "There is no such path in this archive.", "Go back to a folder that is there.");

    public Task<JobEnd> RunAsync(JobRun run) => streams.RunAsync(run, (visit, over) => ListAsync(run, visit, over));

    private async Task<(JobEnd, StreamRefusal?)> ListAsync(JobRun run, StreamVisit visit, CancellationToken over)
    {
        var job = (BrowseJob)run.Job;
        using var keys = keyring.Open(job.Repository!);
        var listing = new FolderListing(job.Details.Path);
        IEnumerable<string> below = job.Details.Path.Length == 0 ? [] : [job.Details.Path];
        var command = BorgCommand.ListFiles(job.Repository!.Location, job.Archive?.Name ?? job.Details.ArchiveName, below).WithLockWait(StreamRunner.LockWait);
        var ended = await borg.RunAsync(run, command, keys.Environment, listing.Observe, over);
        if (!ended.IsDone)
        {
            return StreamRunner.Failed(run, ended);
        }

        if (listing.Result is not { } folder)
        {
            return (JobEnds.Refused(run, NoSuchPath.Title, NoSuchPath.Detail), NoSuchPath);
        }

        await JsonSerializer.SerializeAsync(await visit.BeginAsync("application/json"), folder, BorgUiJson.Default.ArchiveFolder, over);
        return (JobEnds.Done(run, ended), null);
    }
}
