using System.Text.Json;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Maintenance;
using BorgUi.Worker.Repositories;
using BorgUi.Worker.Restores;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary>
/// <c>borg extract</c> into a staging folder, then a comparison with the archive's list, then the move into place by policy.
/// What the job says rests on that comparison: an extract that restored nothing exits with a warning only.
/// </summary>
internal sealed class RestoreJobHandler(
    JobBorg borg, RepositoryKeyring keyring, RestoreStaging stagings, JobReportStore reports, PatientDatabase database, TimeProvider time) : IJobHandler
{
    public async Task<JobEnd> RunAsync(JobRun run)
    {
        var job = (RestoreJob)run.Job;
        if (RestoreDestination.ProblemOf(job) is { } problem)
        {
            return JobEnds.Refused(run, problem, "Choose another destination, or make or mount the folder, and start the restore again.");
        }

        if (job.Details.NoteOnHooks() is { } note)
        {
            run.Log.Write(JobLogLevel.Info, note);
        }

        using var keys = keyring.Open(job.Repository!);
        return job.Details.DryRun ? await RehearseAsync(run, job, keys) : await RestoreAsync(run, job, keys);
    }

    private async Task<JobEnd> RehearseAsync(JobRun run, RestoreJob job, RepositoryKeys keys)
    {
        var tally = new RestoreTally(new(run, reports, database));
        var ended = await ExtractAsync(run, job, keys, Path.GetTempPath(), tally, room: null, run.Stopping);
        if (!ended.IsDone)
        {
            return JobEnds.Undone(run, ended);
        }

        var listed = await borg.AskAsync(run, ListCommand(job), keys.Environment, run.Stopping, new RestoreRehearsal(job.Details, tally).Observe);
        if (!listed.IsDone)
        {
            return JobEnds.Undone(run, listed);
        }

        using var room = new RestoreRoom(job.Details.Destination);
        room.Warn(tally);
        return await EndOfAsync(run, ended, tally, room);
    }

    private async Task<JobEnd> RestoreAsync(JobRun run, RestoreJob job, RepositoryKeys keys)
    {
        var destination = job.Details.Destination;
        var isNew = !Directory.Exists(destination);
        string staging;
        try
        {
            Directory.CreateDirectory(destination);
            staging = await stagings.CreateAsync(job, run.Stopping);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            if (isNew)
            {
                RestoreDestination.RemoveIfEmpty(destination);
            }

            return JobEnds.Refused(run, $"The worker cannot write to {destination}: {error.Message}", "Give the worker's user the right to write there, or choose another destination.");
        }

        try
        {
            return await RestoreAsync(run, job, keys, staging);
        }
        finally
        {
            await ClearAwayAsync(run, staging);
            if (isNew)
            {
                RestoreDestination.RemoveIfEmpty(destination);
            }
        }
    }

    private async Task<JobEnd> RestoreAsync(JobRun run, RestoreJob job, RepositoryKeys keys, string staging)
    {
        var tally = new RestoreTally(new(run, reports, database));
        using var room = new RestoreRoom(job.Details.Destination);
        using var items = new ListedItems();
        var (ended, listed) = await ExtractAndListAsync(run, job, keys, staging, tally, room, items);
        if (room.Problem is { } tooLittle)
        {
            return JobEnds.Refused(run, tooLittle, "Make room there, choose another destination, or restore less at once.");
        }

        if (ended.Stop != BorgStop.None || !listed.IsDone)
        {
            return WithoutTrace(JobEnds.Undone(run, ended.Stop != BorgStop.None || !ended.IsDone ? ended : listed));
        }

        run.Progress.Report(run.Progress.Newest with { Message = "Comparing with the archive", CurrentFile = null, EtaSeconds = null, SpeedBytes = null });
        new RestoreCensus(job.Details, staging, tally, borgFailed: !ended.IsDone).Compare(items.ReadAll());
        run.Progress.Report(run.Progress.Newest with { Message = "Putting files in place" });
        try
        {
            await new RestorePlacement(job.Details.Overwrite, staging, tally, run.Stopping).PlaceAsync(job.Details.Destination);
        }
        catch (OperationCanceledException)
        {
            await tally.Report.CompleteAsync();
            return Counted(JobEnds.Stopped(run), job, tally, room);
        }

        return await EndOfAsync(run, ended, tally, room);
    }

    // Side by side: the list is ready when the files are, and who has to wait for it waits for nothing else.
    private async Task<(BorgEnded Extracted, BorgEnded Listed)> ExtractAndListAsync(
        JobRun run, RestoreJob job, RepositoryKeys keys, string staging, RestoreTally tally, RestoreRoom room, ListedItems items)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(run.Stopping);
        var listing = borg.ReadBesideAsync(run, ListCommand(job), keys.Environment, items.Observe, stop.Token);
        try
        {
            using var full = CancellationTokenSource.CreateLinkedTokenSource(run.Stopping);
            await using var registration = room.TooLittle.Register(full.Cancel);
            var ended = await ExtractAsync(run, job, keys, staging, tally, room, full.Token);
            if (ended.Stop != BorgStop.None)
            {
                await stop.CancelAsync();
            }

            return (ended, await listing);
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)listing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<BorgEnded> ExtractAsync(
        JobRun run, RestoreJob job, RepositoryKeys keys, string folder, RestoreTally tally, RestoreRoom? room, CancellationToken cancellationToken)
    {
        var progress = new PhasedProgress(time, new Phase("extract", job.Details.DryRun ? "Verifying" : "Restoring", 97), new Phase("place", "", 3));
        var startedAt = time.GetTimestamp();
        run.Progress.Report(new() { Message = "Opening the archive" });
        var command = BorgCommand.Extract(job.Repository!.Location, NameOf(job), new()
        {
            TargetFolder = folder,
            Paths = job.Details.Paths,
            StripComponents = job.Details.StripComponents,
            DryRun = job.Details.DryRun,
        });
        return await borg.RunAsync(run, command, keys.Environment, happened =>
        {
            tally.Observe(happened);
            if (happened is ProgressPercent { MessageId: "extract", Finished: false, Total: > 0 } said)
            {
                room?.Expect(said.Total);
                run.Progress.Report(progress.Next(said, run.Progress.Newest) with
                {
                    IsEstimate = false,
                    CurrentFile = said.Info.Count > 0 ? said.Info[0] : null,
                    OriginalSizeBytes = said.Current,
                    TotalBytes = said.Total,
                    SpeedBytes = (long)(said.Current / Math.Max(1, time.GetElapsedTime(startedAt).TotalSeconds)),
                });
            }
        }, cancellationToken);
    }

    // What is in place is in place, also when its scaffolding stays; the next restore there tries again.
    private static async Task ClearAwayAsync(JobRun run, string staging)
    {
        try
        {
            await RestoreStaging.RemoveAsync(staging);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            run.Log.Write(JobLogLevel.Warning, $"{staging} could not be removed: {error.Message}");
        }
    }

    private static BorgCommand ListCommand(RestoreJob job) => BorgCommand.ListFiles(job.Repository!.Location, NameOf(job), job.Details.Paths);

    // It may have been renamed while the job waited.
    private static string NameOf(RestoreJob job) => job.Archive?.Name ?? job.Details.ArchiveName;

    private static JobEnd WithoutTrace(JobEnd end) => end with { ErrorMessage = $"{end.ErrorMessage} Nothing was put in place." };

    private static async Task<JobEnd> EndOfAsync(JobRun run, BorgEnded ended, RestoreTally tally, RestoreRoom room)
    {
        await tally.Report.CompleteAsync();
        var job = (RestoreJob)run.Job;
        if (tally is { FilesSelected: 0, FoldersSelected: 0 })
        {
            return JobEnds.Refused(run, "Nothing was restored: the archive holds none of what was asked for.", "Give the paths as they are stored, see the list of the archive's files.");
        }

        var nothingCameBack = tally is { FilesFailed: > 0, FilesRestored: 0, FilesSkipped: 0 };
        var end = !ended.IsDone ? JobEnds.Undone(run, ended)
            : nothingCameBack ? JobEnds.Refused(run, "Nothing was restored.", "The warnings say of each file why.") with { ReturnCode = ended.ExitCode.Value }
            : JobEnds.Done(run, ended);
        return Counted(end.Status == JobStatus.Completed && tally.WarningCount > 0 ? end with { Status = JobStatus.CompletedWithWarnings } : end, job, tally, room);
    }

    private static JobEnd Counted(JobEnd end, RestoreJob job, RestoreTally tally, RestoreRoom room)
    {
        var words = $"{tally.FilesRestored} of {tally.FilesSelected} files {(job.Details.DryRun ? "would be restored" : "restored")}"
            + $"{(tally.FilesSkipped > 0 ? $", {tally.FilesSkipped} left as they were" : "")}{(tally.FilesFailed > 0 ? $", {tally.FilesFailed} failed" : "")}.";
        var stats = new RestoreStats(
            job.Details.DryRun, tally.FilesSelected, tally.BytesSelected, tally.FilesRestored, tally.BytesRestored, tally.FilesSkipped, tally.FilesFailed, tally.FoldersCreated)
        {
            FreeBytes = room.FreeBytes,
            FilesReplaced = job.Details.DryRun ? tally.FilesReplaced : null,
            MayWrite = job.Details.DryRun ? room.MayWrite : null,
        };
        return end with
        {
            ErrorMessage = end.ErrorMessage is { } error ? $"{error} {words}" : null,
            WarningCount = tally.WarningCount,
            Warnings = tally.Warnings,
            StatsJson = JsonSerializer.Serialize(stats, JobStats.Default.RestoreStats),
            Progress = end.Progress with { Message = words, FilesProcessed = tally.FilesRestored, OriginalSizeBytes = tally.BytesRestored, TotalBytes = tally.BytesSelected },
        };
    }
}
