using BorgUi.Contracts.Jobs;

namespace BorgUi.Web.ApiClient;

/// <summary>Which jobs a list shows. Times are UTC, both ends included.</summary>
internal sealed record JobFilter
{
    public IReadOnlyList<JobStatus> Statuses { get; init; } = [];

    public JobType? Type { get; init; }

    public Guid? RepositoryId { get; init; }

    public Guid? PlanId { get; init; }

    /// <summary>The job that began their chain.</summary>
    public Guid? ChainId { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    public string? Search { get; init; }
}
