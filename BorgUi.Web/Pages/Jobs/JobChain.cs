using BorgUi.Contracts.Jobs;
using BorgUi.Web.Display;

namespace BorgUi.Web.Pages.Jobs;

/// <summary>The chain of a job as its page shows it.</summary>
/// <param name="JobId">The job whose page it is.</param>
/// <param name="Steps">In their order, also those that have no job yet.</param>
/// <param name="Ended">Why the last of them do not follow; null while they may.</param>
internal sealed record JobChain(Guid JobId, IReadOnlyList<ChainStep> Steps, string? Ended)
{
    /// <param name="job">The job whose page it is.</param>
    /// <param name="chain">All jobs of the chain, retries too.</param>
    public static JobChain Of(JobResponse job, IReadOnlyList<JobResponse> chain)
    {
        // A job that was just made may be missing in the list that was asked for beside it.
        var newest = chain.Append(job).GroupBy(one => one.ChainStep).OrderBy(step => step.Key)
            .Select(step => step.MaxBy(one => (one.CreatedAt, one.Sequence))!).ToList();
        var last = newest[^1];
        var isOver = last.FollowUps.Count > 0 && JobWords.HasEnded(last.Status);
        return new(
            job.JobId,
            [
                .. newest.Select(one => new ChainStep(one.JobType, Status.Of(one), one.JobId, one.ChainStep == job.ChainStep)),
                .. last.FollowUps.Select(type => new ChainStep(type, new("pending", isOver ? "Not started" : "To come"), null, false)),
            ],
            isOver ? Reason(last) : null);
    }

    // The next job is made by the very statement that records an end: where there is none, none will come.
    private static string Reason(JobResponse last)
    {
        var what = last.Status switch
        {
            JobStatus.Failed => "failed",
            JobStatus.Cancelled => "was cancelled",
            _ => "was to be cancelled, and ended before it was",
        };
        var others = Words.List([.. last.FollowUps.Select(type => JobWords.Of(type).ToLowerInvariant())]);
        return $"{JobWords.Of(last.JobType)} {what}, so {others} {(last.FollowUps.Count == 1 ? "does" : "do")} not follow.";
    }
}

/// <summary>One step of a chain: its kind, how it stands, and its newest job where it has one.</summary>
internal sealed record ChainStep(JobType Type, Status Status, Guid? JobId, bool IsThis);
