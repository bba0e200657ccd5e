using System.Text.Json;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Core.Plans;

namespace BorgUi.Core.Jobs;

/// <summary>
/// What is still to come after a job of a chain. It is a copy of what the plan said when the first job was asked for, so that
/// an edit of the plan in mid-chain changes nothing; <see cref="JobLedger.FinishAsync"/> takes the next job from it.
/// </summary>
public sealed record FollowUps
{
    public required ChainPolicy OnFailure { get; init; }

    /// <summary>In their order, at least one.</summary>
    public required IReadOnlyList<FollowUp> Jobs { get; init; }

    /// <summary>What follows a backup of the plan; null when nothing does.</summary>
    /// <param name="site">The site of the repository.</param>
    public static FollowUps? Of(BackupPlan plan, string site)
    {
        var jobs = new List<FollowUp>();
        if (plan is { RunPruneAfter: true, Retention: { } keep })
        {
            jobs.Add(FollowUp.Of(JobType.Prune, site, PruneDetails.Of(plan, keep)));
        }

        if (plan.RunCompactAfter)
        {
            jobs.Add(FollowUp.Of(JobType.Compact, site, new CompactDetails()));
        }

        if (plan.RunCheckAfter)
        {
            jobs.Add(FollowUp.Of(JobType.Check, site, new CheckDetails()));
        }

        return jobs.Count == 0 ? null : new() { OnFailure = plan.ChainOnFailure, Jobs = jobs };
    }
}

/// <summary>One job that is to follow: its kind, where it can run, and its details as the column <c>details</c> keeps them.</summary>
public sealed record FollowUp(JobType JobType, string Site, JsonElement Details)
{
    internal static FollowUp Of<T>(JobType jobType, string site, T details) => new(jobType, site, JsonSerializer.SerializeToElement(details, JsonSerializerOptions.Web));
}
