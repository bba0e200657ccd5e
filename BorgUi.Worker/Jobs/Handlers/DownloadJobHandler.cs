using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Downloads;
using BorgUi.Worker.Repositories;
using BorgUi.Worker.Streams;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary>
/// <c>borg export-tar</c> to whoever asked for it, as fast as that one reads. Only what borg ended without a word of complaint is
/// completed; all else is cut off, so that no half file looks whole.
/// </summary>
internal sealed class DownloadJobHandler(JobBorg borg, RepositoryKeyring keyring, StreamRunner streams) : IJobHandler
{
    private const string InPart = "borg could not read all of it";

    public Task<JobEnd> RunAsync(JobRun run) => streams.RunAsync(run, (visit, over) => SendAsync(run, visit, over));

    private async Task<(JobEnd, StreamRefusal?)> SendAsync(JobRun run, StreamVisit visit, CancellationToken over)
    {
        var job = (DownloadJob)run.Job;
        using var keys = keyring.Open(job.Repository!);
        await using var sender = DownloadSender.Of(job.Details.Format, visit);
        sender.Sent += (sent, total) => run.Progress.Report(new()
        {
            OriginalSizeBytes = sent,
            TotalBytes = total,
            Percent = total is > 0 ? 100.0 * sent / total : null,
        });

        StreamRefusal? refusal = null;
        var command = BorgCommand.ExportTar(job.Repository!.Location, job.Archive?.Name ?? job.Details.ArchiveName, job.Details.Paths).WithLockWait(StreamRunner.LockWait);
        var ended = await borg.SendAsync(run, command, keys.Environment, async tar =>
        {
            refusal = await TryAsync(() => sender.SendAsync(tar, over));
            return refusal is null;
        }, over);
        if (ended is { IsDone: false, Stop: BorgStop.None })
        {
            return StreamRunner.Failed(run, ended);
        }

        if (refusal is null && ended.Outcome != BorgOutcome.Success)
        {
            refusal = new(StatusCodes.Status502BadGateway, $"{InPart}: {string.Join(" ", ended.LastMessages)}", "Check the repository, and look at the log of the job.");
        }

        refusal ??= await TryAsync(() => sender.CompleteAsync(over));
        return refusal is null ? (EndOf(run, ended, sender.LeftOut), null) : (JobEnds.Refused(run, refusal.Title, refusal.Detail), refusal);
    }

    // Who waits may go at any moment, and borg may die in the middle of its tar.
    private static async Task<StreamRefusal?> TryAsync(Func<Task<StreamRefusal?>> send)
    {
        try
        {
            return await send();
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or InvalidDataException)
        {
            return new(StatusCodes.Status502BadGateway, $"It was cut off: {error.Message}", "Try it again.");
        }
    }

    private static JobEnd EndOf(JobRun run, BorgEnded ended, IReadOnlyList<string> leftOut) => leftOut.Count == 0
        ? JobEnds.Done(run, ended)
        : JobEnds.Done(run, ended) with
        {
            Status = JobStatus.CompletedWithWarnings,
            WarningCount = leftOut.Count,
            Warnings = [.. leftOut.Select(path => new JobWarning(StorableText.Of(path, JobLogStore.MaximumLineLength), "A zip cannot hold devices and pipes; download it as tar.gz."))],
        };
}
