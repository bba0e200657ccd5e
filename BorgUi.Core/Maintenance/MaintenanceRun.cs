using BorgUi.Contracts.Maintenance;

namespace BorgUi.Core.Maintenance;

/// <summary>
/// One time that a maintenance job is done. It waits until a worker takes it with a lease; a lease that ends means that the worker died.
/// </summary>
public sealed class MaintenanceRun
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid MaintenanceJobId { get; init; }

    public MaintenanceJob? MaintenanceJob { get; private set; }

    /// <summary>The only plan that is meant; null for all.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>The only repository of that plan that is meant; null for all of them.</summary>
    public Guid? RepositoryId { get; init; }

    public MaintenanceRunStatus Status { get; private set; } = MaintenanceRunStatus.Running;

    public string? Message { get; private set; }

    public string? ResultJson { get; private set; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public string? WorkerName { get; private set; }

    public Guid? LeaseId { get; private set; }

    public DateTimeOffset? LeaseExpiresAt { get; private set; }
}
