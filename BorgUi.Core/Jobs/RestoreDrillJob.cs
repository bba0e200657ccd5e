using BorgUi.Core.Plans;
using BorgUi.Core.Repositories;

namespace BorgUi.Core.Jobs;

/// <summary>How a drill draws its files; null is as the settings say when it runs.</summary>
public sealed record RestoreDrillDetails
{
    public int? SampleFiles { get; init; }

    public long? SampleBytes { get; init; }

    /// <summary>Null: drawn anew.</summary>
    public int? Seed { get; init; }
}

/// <summary>Restores files of a plan's newest archive aside, and compares them.</summary>
public sealed class RestoreDrillJob : Job
{
    public RestoreDrillJob() => RepositoryAccess = RepositoryAccess.Read;

    public required RestoreDrillDetails Details { get; init; }

    /// <summary>One for each repository of the plan; they run where the plan's sources lie.</summary>
    public static IReadOnlyList<RestoreDrillJob> Of(BackupPlan plan, IEnumerable<Repository> repositories, RestoreDrillDetails details, DateTimeOffset createdAt) =>
    [
        .. repositories.Select(repository => new RestoreDrillJob
        {
            PlanId = plan.Id,
            RepositoryId = repository.Id,
            Site = plan.Site,
            Details = details,
            CreatedAt = createdAt,
            DedupeKey = $"restore_drill/{plan.Id:N}/{repository.Id:N}/{DetailsFingerprint.Of(details)}",
        }),
    ];
}
