using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Maintenance;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Proofs;
using BorgUi.Contracts.Repositories;
using BorgUi.Contracts.Workers;

namespace BorgUi.Web.Display;

/// <summary>A state as people see it: a tone of css/parts/badges.css and a word, never the one without the other.</summary>
public sealed record Status(string Tone, string Word)
{
    public static Status Of(JobStatus status) => status switch
    {
        JobStatus.Pending => new("pending", "Pending"),
        JobStatus.Running => new("running", "Running"),
        JobStatus.Paused => new("warning", "Paused"),
        JobStatus.Interrupted => new("interrupted", "Interrupted"),
        JobStatus.Completed => new("completed", "Completed"),
        JobStatus.CompletedWithWarnings => new("warning", "Completed with warnings"),
        JobStatus.Failed => new("failed", "Failed"),
        JobStatus.Cancelled => new("pending", "Cancelled"),
        _ => new("pending", status.ToString()),
    };

    /// <summary>A running job whose end was asked for says so at once, before borg has obeyed.</summary>
    public static Status Of(JobResponse job) => job switch
    {
        { Status: JobStatus.Running, CancelRequestedAt: not null } => new("warning", "Cancelling"),
        { Status: JobStatus.Running, PauseRequestedAt: not null } => new("warning", "Pausing"),
        _ => Of(job.Status),
    };

    public static Status Of(RepositoryState state) => state switch
    {
        RepositoryState.Creating => new("running", "Being set up"),
        RepositoryState.Ready => new("completed", "Ready"),
        RepositoryState.Unreachable => new("failed", "Unreachable"),
        RepositoryState.Error => new("failed", "Needs attention"),
        _ => new("pending", state.ToString()),
    };

    /// <summary>What was never proven is only bad once it should have been.</summary>
    public static Status Of(PlanFreshness freshness) => freshness is { Status: FreshnessStatus.Unproven, IsOverdue: true }
        ? Of(FreshnessStatus.Unproven) with { Tone = "failed" }
        : Of(freshness.Status);

    public static Status Of(FreshnessStatus status) => status switch
    {
        FreshnessStatus.Fresh => new("completed", "Fresh"),
        FreshnessStatus.Late => new("warning", "Late"),
        FreshnessStatus.Overdue => new("failed", "Overdue"),
        FreshnessStatus.Failing => new("failed", "Failing"),
        FreshnessStatus.Unproven => new("warning", "Unproven"),
        FreshnessStatus.Absent => new("pending", "Absent"),
        FreshnessStatus.Unscheduled => new("pending", "No schedule"),
        _ => new("pending", status.ToString()),
    };

    public static Status Of(WorkerState state) => state switch
    {
        WorkerState.Ready => new("completed", "Ready"),
        WorkerState.Unable => new("failed", "Takes no jobs"),
        WorkerState.Lost => new("failed", "Lost"),
        _ => new("pending", state.ToString()),
    };

    public static Status Of(MaintenanceRunStatus status) => status switch
    {
        MaintenanceRunStatus.Running => new("running", "Running"),
        MaintenanceRunStatus.Completed => new("completed", "Completed"),
        MaintenanceRunStatus.Failed => new("failed", "Failed"),
        _ => new("pending", status.ToString()),
    };

    public static Status Of(CheckResult result) => result switch
    {
        CheckResult.Ok => new("completed", "No damage"),
        CheckResult.Partial => new("completed", "No damage in the part that was read"),
        CheckResult.Damaged => new("failed", "Damaged"),
        _ => new("pending", result.ToString()),
    };

    public static Status Of(ProofResponse proof) => proof.Good ? new("completed", "Good") : new("failed", "Failed");

    public static Status Of(IndexState state) => state switch
    {
        IndexState.None => new("pending", "Not indexed"),
        IndexState.Indexing => new("running", "Indexing"),
        IndexState.Ready => new("completed", "Indexed"),
        IndexState.Failed => new("failed", "Index failed"),
        _ => new("pending", state.ToString()),
    };
}
