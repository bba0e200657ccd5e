using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Jobs;

/// <summary>Turns what became of borg into the end of a job.</summary>
internal static class JobEnds
{
    /// <summary>The end of a job whose borg did not do its work: stopped by us, or failed.</summary>
    public static JobEnd Undone(JobRun run, BorgEnded ended) => run.Lease.StopReason switch
    {
        _ when ended.Stop is not (BorgStop.Cancelled or BorgStop.Killed) => Failed(run, ended),
        JobStopReason.CancelRequested => Basic(run, JobStatus.Cancelled) with { ReturnCode = ended.ExitCode.Value, ErrorMessage = "Cancelled on request." },
        JobStopReason.Shutdown => Basic(run, JobStatus.Interrupted) with { ReturnCode = ended.ExitCode.Value, ErrorMessage = "Its worker was shut down." },
        _ => Basic(run, JobStatus.Interrupted) with { ReturnCode = ended.ExitCode.Value, ErrorMessage = "Its worker lost touch with the database and ended it." },
    };

    /// <summary>A failure that was found before or beside borg, in words of ours.</summary>
    public static JobEnd Refused(JobRun run, string message, string hint)
    {
        run.Log.Write(JobLogLevel.Error, message);
        return Basic(run, JobStatus.Failed) with { ErrorMessage = message, ErrorHint = hint };
    }

    public static JobEnd Done(JobRun run, BorgEnded ended) =>
        Basic(run, ended.Outcome == BorgOutcome.Warning || run.Progress.Warnings > 0 ? JobStatus.CompletedWithWarnings : JobStatus.Completed) with
        {
            ReturnCode = ended.ExitCode.Value,
            Progress = run.Progress.Newest with { Percent = 100, EtaSeconds = null, SpeedBytes = null, CurrentFile = null, IsEstimate = false, Message = null },
        };

    private static JobEnd Failed(JobRun run, BorgEnded ended)
    {
        var error = ended.Error;
        return Basic(run, JobStatus.Failed) with
        {
            ReturnCode = ended.ExitCode.Value,
            ErrorId = error?.MessageId,
            ErrorMessage = error is null ? $"borg ended with {ended.ExitCode}." : $"{error.Title}. {error.What}",
            ErrorHint = error?.Advice,
        };
    }

    private static JobEnd Basic(JobRun run, JobStatus status) => new()
    {
        Status = status,
        WarningCount = run.Progress.Warnings,
        Progress = run.Progress.Newest with { EtaSeconds = null, SpeedBytes = null },
    };
}
