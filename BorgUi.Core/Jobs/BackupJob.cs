using BorgUi.Contracts.Hooks;
using BorgUi.Core.Hooks;
using BorgUi.Core.Plans;
using BorgUi.Core.Repositories;

namespace BorgUi.Core.Jobs;

/// <summary><c>borg create</c> of a plan, or ad hoc. It keeps a copy of what was asked, so that a later edit of the plan changes no history.</summary>
public sealed class BackupJob : Job
{
    public BackupJob() => RepositoryAccess = RepositoryAccess.Write;

    public required BackupDetails Details { get; init; }

    /// <summary>A job whose equal is pending already; a plan's backup is equal to every other of that plan into the same repository.</summary>
    public static string DedupeKeyOf(Guid? planId, Guid repositoryId, BackupDetails details) => planId is { } plan
        ? $"backup/plan/{plan:N}/{repositoryId:N}"
        : $"backup/adhoc/{repositoryId:N}/{DetailsFingerprint.Of(details)}";

    /// <summary>What the plan says now, for each of its repositories, in their order. Only one of them runs at a time.</summary>
    /// <param name="repositories">Those of the plan that are meant.</param>
    public static IReadOnlyList<BackupJob> Of(BackupPlan plan, IEnumerable<Repository> repositories, DateTimeOffset createdAt, int priority = 0) =>
    [
        // Jobs of the same time would be taken in any order.
        .. repositories.Select((repository, position) => Of(
            plan.Id, repository.Id, plan.Site, BackupDetails.Of(plan), createdAt.AddMicroseconds(position), priority, FollowUps.Of(plan, repository.Site), plan.Hooks)),
    ];

    /// <param name="followUps">What comes after it; then the job begins a chain.</param>
    public static BackupJob Of(
        Guid? planId,
        Guid repositoryId,
        string site,
        BackupDetails details,
        DateTimeOffset createdAt,
        int priority = 0,
        FollowUps? followUps = null,
        IEnumerable<PlanHook>? planHooks = null)
    {
        var id = Guid.CreateVersion7();
        return new()
        {
            Id = id,
            PlanId = planId,
            RepositoryId = repositoryId,
            Site = site,
            Details = details,
            CreatedAt = createdAt,
            Priority = priority,
            ChainId = followUps is null ? null : id,
            FollowUps = followUps,
            Hooks = PlanHook.For(HookSubject.Backup, planHooks ?? []),
            DedupeKey = DedupeKeyOf(planId, repositoryId, details),
        };
    }
}
