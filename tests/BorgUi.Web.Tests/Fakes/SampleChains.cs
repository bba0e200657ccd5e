using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;

namespace BorgUi.Web.Tests.Fakes;

/// <summary>Two chains of one plan: one that waits for a person in its middle, and one that a cancel ended.</summary>
internal static class SampleChains
{
    public static readonly Guid WaitingId = Id(1);
    public static readonly Guid EndedId = Id(5);

    private static readonly JobType[] Order = [JobType.Backup, JobType.Prune, JobType.Compact, JobType.Check];

    public static IReadOnlyList<JobResponse> All(PlanResponse plan) =>
    [
        Link(plan, 1, WaitingId, 0, JobStatus.Completed),
        Link(plan, 2, WaitingId, 1, JobStatus.Failed) with { ErrorMessage = "The repository is in use." },
        Link(plan, 3, WaitingId, 1, JobStatus.CompletedWithWarnings) with { RetryOf = Id(2), TriggeredBy = JobTrigger.Retry, Attempt = 2 },
        Link(plan, 4, WaitingId, 2, JobStatus.Paused),
        Link(plan, 5, EndedId, 0, JobStatus.Completed),
        Link(plan, 6, EndedId, 1, JobStatus.Cancelled),
    ];

    public static Guid Id(int number) => Guid.Parse($"01930000-0000-7000-8000-0000000002{number:00}");

    public static JobResponse Link(PlanResponse plan, int number, Guid chainId, int step, JobStatus status) => new()
    {
        Site = plan.Site,
        JobId = Id(number),
        JobType = Order[step],
        Status = status,
        Priority = 0,
        RepositoryId = plan.RepositoryId,
        RepositoryName = plan.RepositoryName,
        PlanId = plan.Id,
        PlanName = plan.Name,
        TriggeredBy = step == 0 ? JobTrigger.User : JobTrigger.Chain,
        Attempt = 1,
        ChainId = chainId,
        ChainStep = step,
        FollowUps = Order[(step + 1)..],
        Sequence = 3,
        CreatedAt = SampleRecords.Now.AddDays(-50).AddMinutes(number),
        WarningCount = 0,
    };
}
