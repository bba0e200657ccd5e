using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Jobs;

namespace BorgUi.Worker.Streams;

/// <summary>Runs the work of a job whose result somebody waits for: with nobody there, or nobody left, there is nothing to do.</summary>
internal sealed class StreamRunner(StreamDesk desk)
{
    /// <summary>How long borg waits for a repository that another borg has locked: somebody sits before the screen.</summary>
    public static readonly TimeSpan LockWait = TimeSpan.FromSeconds(10);

    /// <summary>The end of a job whose borg failed, also for whoever waits.</summary>
    public static (JobEnd End, StreamRefusal? Refusal) Failed(JobRun run, BorgEnded ended)
    {
        var end = JobEnds.Undone(run, ended);
        return (end, new(StatusCodes.Status502BadGateway, end.ErrorMessage ?? "borg failed.", end.ErrorHint ?? "Look at the log of the job."));
    }

    /// <summary>Does the work when somebody has come for its result.</summary>
    /// <param name="run">The job.</param>
    /// <param name="work">Sends the answer, until the token fires; answers the end, and why there is no answer if there is none.</param>
    public async Task<JobEnd> RunAsync(JobRun run, Func<StreamVisit, CancellationToken, Task<(JobEnd End, StreamRefusal? Refusal)>> work)
    {
        if (await desk.ReceiveAsync(run.Claim.JobId, run.Stopping) is not { } visit)
        {
            return Cancelled(run, "Nobody came to take it.");
        }

        var refusal = new StreamRefusal(StatusCodes.Status500InternalServerError, "The worker failed.", "Look at the job.");
        try
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(run.Stopping, visit.Gone);
            (var end, refusal) = await work(visit, over.Token);
            return run.Lease.StopReason == JobStopReason.LeaseLost ? JobEnds.Stopped(run)
                : run.Lease.StopReason != JobStopReason.None ? Cancelled(run, "It was stopped before its end.")
                : visit.Gone.IsCancellationRequested && refusal is not null ? Cancelled(run, "Who waited for it went away.")
                : end;
        }
        catch (OperationCanceledException) when (visit.Gone.IsCancellationRequested)
        {
            return Cancelled(run, "Who waited for it went away.");
        }
        finally
        {
            visit.End(refusal);
        }
    }

    // Also when it was to pause or its worker ends: nobody waits any more when it could go on.
    private static JobEnd Cancelled(JobRun run, string reason) => new()
    {
        Status = JobStatus.Cancelled,
        ErrorMessage = reason,
        Progress = run.Progress.Newest with { EtaSeconds = null, SpeedBytes = null, CurrentFile = null },
    };
}
