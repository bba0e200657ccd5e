using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Schedules;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Schedules;

internal sealed class RunScheduledJobNow : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/run-now", HandleAsync)
        .WithName(nameof(RunScheduledJobNow))
        .WithSummary("Do now what a schedule does")
        .WithDescription("Also while it is disabled, and in a blackout window. Its due times stay as they are.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<JobStarted>, NotFound, ConflictProblem>> HandleAsync(
        Guid id, BorgUiDbContext db, JobAnnouncer announcer, TimeProvider clock, CancellationToken cancellationToken)
    {
        var schedule = await db.ScheduledJobs.AsNoTracking().IncludeTargets().FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (schedule is null)
        {
            return TypedResults.NotFound();
        }

        var repositories = schedule.Plan?.Repositories ?? [schedule.Repository!];
        if (repositories.FirstOrDefault(one => one.State == RepositoryState.Creating) is { } repository)
        {
            return new ConflictProblem("The repository is not ready yet.", $"{repository.Name} is still being created or imported; wait for that job to end.");
        }

        var now = clock.GetUtcNow();
        var started = await announcer.EnqueueAsync(db, ScheduledWork.JobsAheadOf(schedule, now), cancellationToken);
        await db.ScheduledJobs.Where(row => row.Id == id).ExecuteUpdateAsync(
            row => row.SetProperty(one => one.LastRunAt, now).SetProperty(one => one.LastJobId, started.JobId), cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{started.JobId}", started);
    }
}
