using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Jobs;

/// <summary>Turns what became of borg into the end of a job.</summary>
internal static class JobEnds
{
    /// <summary>The end of a job whose borg did not do its work: stopped by us, or failed.</summary>
    public static JobEnd Undone(JobRun run, BorgEnded ended) =>
        ended.Stop is BorgStop.Cancelled or BorgStop.Killed && run.Lease.StopReason != JobStopReason.None
            ? Stopped(run) with { ReturnCode = ended.ExitCode.Value }
            : Failed(run, ended);

    /// <summary>The end of a job that was asked to stop, by the reason for it.</summary>
    public static JobEnd Stopped(JobRun run) => run.Lease.StopReason switch
    {
        JobStopReason.CancelRequested => Basic(run, JobStatus.Cancelled) with { ErrorMessage = "Cancelled on request." },
        JobStopReason.PauseRequested => Basic(run, JobStatus.Paused) with { ErrorMessage = "Paused on request." },
        JobStopReason.Shutdown when CanBeGivenBack(run) => Basic(run, JobStatus.Pending),
        JobStopReason.Shutdown => Interrupted(run, "Its worker was shut down."),
        _ => Interrupted(run, "Its worker lost touch with the database and ended it."),
    };

    /// <summary>The end of a job whose worker is gone.</summary>
    public static JobEnd Interrupted(JobRun run, string reason) =>
        Basic(run, JobStatus.Interrupted) with { ErrorMessage = reason, ErrorHint = "Recover it to go on, or dismiss it." };

    /// <summary>The end of a job that was cut off after its work had been done.</summary>
    public static JobEnd FoundDone(JobRun run) => Complete(run, run.Progress.Warnings > 0);

    /// <summary>A failure that was found before or beside borg, in words of ours.</summary>
    public static JobEnd Refused(JobRun run, string message, string hint)
    {
        run.Log.Write(JobLogLevel.Error, message);
        return Basic(run, JobStatus.Failed) with { ErrorMessage = message, ErrorHint = hint };
    }

    public static JobEnd Done(JobRun run, BorgEnded ended) =>
        Complete(run, ended.Outcome == BorgOutcome.Warning || run.Progress.Warnings > 0) with { ReturnCode = ended.ExitCode.Value };

    private static JobEnd Complete(JobRun run, bool withWarnings) => Basic(run, withWarnings ? JobStatus.CompletedWithWarnings : JobStatus.Completed) with
    {
        Progress = run.Progress.Newest with { Percent = 100, EtaSeconds = null, SpeedBytes = null, CurrentFile = null, IsEstimate = false, Message = null },
    };

    /// <summary>Back into the queue: the work goes on later, where it is.</summary>
    public static JobEnd GivenBack(JobRun run) => Basic(run, JobStatus.Pending);

    /// <summary>Done, with what there is to say about parts of it.</summary>
    public static JobEnd DoneWith(JobRun run, IReadOnlyList<JobWarning> warnings) => Complete(run, warnings.Count > 0) with
    {
        WarningCount = warnings.Count,
        Warnings = [.. warnings.Take(JobEnd.MaximumWarnings)],
    };

    // Before real work was done, another worker can begin anew as if nothing had been.
    private static bool CanBeGivenBack(JobRun run) =>
        run.Job is IndexArchiveJob || (run.Job.RepositoryAccess == RepositoryAccess.Read || run.Job is BackupJob)
        && run.Progress.Newest is { OriginalSizeBytes: null or 0, FilesProcessed: null or 0, Percent: null or 0 };

    /// <summary>Done, with one thing to say about it.</summary>
    public static JobEnd Warned(JobRun run, BorgEnded ended, string? path, string reason)
    {
        run.Log.Write(JobLogLevel.Warning, reason);
        return Done(run, ended) with { Status = JobStatus.CompletedWithWarnings, WarningCount = 1, Warnings = [new(path, reason)] };
    }

    /// <summary>borg ended, but what is true now could not be asked: no success without evidence.</summary>
    public static JobEnd Unproven(JobRun run, BorgEnded ended, BorgEnded asked) => !ended.IsDone ? Undone(run, ended) : Refused(
        run,
        $"borg ended without an error, but what became of the repository could not be seen: {asked.Error?.Title ?? "borg did not list it"}.",
        "Sync the repository when it can be reached, and look.");

    private static JobEnd Failed(JobRun run, BorgEnded ended)
    {
        var error = ended.Error;
        return Basic(run, JobStatus.Failed) with
        {
            ReturnCode = ended.ExitCode.Value,
            ErrorId = error?.MessageId,
            ErrorMessage = error is null ? $"borg ended with {ended.ExitCode}." : $"{error.Title}. {error.What}",
            ErrorHint = error?.Advice,
            RetryMayHelp = error?.RetryMayHelp == true,
        };
    }

    private static JobEnd Basic(JobRun run, JobStatus status) => new()
    {
        Status = status,
        WarningCount = run.Progress.Warnings,
        Warnings = run.Job.Warnings,
        Progress = run.Progress.Newest with { EtaSeconds = null, SpeedBytes = null },
    };
}
