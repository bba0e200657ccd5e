using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Maintenance;
using BorgUi.Core.Data;
using BorgUi.Core.Maintenance;
using BorgUi.Core.Plans;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Maintenance;

internal sealed class RunRetention : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/retention/run", HandleAsync)
        .WithName(nameof(RunRetention))
        .WithSummary("Prune all plans by their keep rules, or one plan")
        .WithDescription("Each prune is a job; the run ends with the last of them and adds up what they deleted and kept.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<MaintenanceStarted>, ValidationProblem, ConflictProblem>> HandleAsync(
        RunRetentionRequest? request, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        if (await CheckAsync(request, db, cancellationToken) is { } errors)
        {
            return errors.ToProblem();
        }

        var job = await db.MaintenanceJobs.Where(row => row.Key == MaintenanceSeed.RetentionManual).Select(row => row.Id).SingleAsync(cancellationToken);
        var (runId, isNew) = await MaintenanceRuns.RequestAsync(db, job, request?.JobId, request?.TargetId, cancellationToken);
        if (!isNew && !await IsAsAskedAsync(db.MaintenanceRuns.Where(run => run.Id == runId), request?.JobId, request?.TargetId, cancellationToken))
        {
            return new ConflictProblem("Retention is being run for other plans.", $"Wait for run {runId} to end, then ask again.");
        }

        return TypedResults.Accepted(
            $"/api/v1/maintenance/runs/{runId}",
            new MaintenanceStarted(runId, MaintenanceRunStatus.Running, isNew ? "A worker takes it within seconds." : "It is under way already."));
    }

    private static Task<bool> IsAsAskedAsync(IQueryable<MaintenanceRun> runs, Guid? planId, Guid? repositoryId, CancellationToken cancellationToken) =>
        runs.AnyAsync(run => run.PlanId == planId && run.RepositoryId == repositoryId, cancellationToken);

    private static async Task<FieldErrors?> CheckAsync(RunRetentionRequest? request, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        if (request is not { JobId: { } planId, TargetId: { } repositoryId })
        {
            return request is null or { JobId: null, TargetId: null } ? null
                : FieldErrors.Of(request.JobId is null ? "job_id" : "target_id", "Give the plan as job_id and its repository as target_id, or neither for all plans.");
        }

        var plans = db.Plans.Where(row => row.Id == planId);
        var plan = await plans.Select(row => new { HasRules = row.Retention != null }).FirstOrDefaultAsync(cancellationToken);
        return plan is null ? FieldErrors.Of("job_id", "There is no such plan; give the id of one.")
            : !plan.HasRules ? FieldErrors.Of("job_id", "This plan has no keep rules; give it some first.")
            : !await plans.WhereInto(repositoryId).AnyAsync(cancellationToken) ? FieldErrors.Of("target_id", "The plan does not back up into this repository; give the id of one of its own.")
            : null;
    }
}
