using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Proofs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Plans;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Proofs;

internal sealed class DrillPlan : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/drill", HandleAsync)
        .WithName(nameof(DrillPlan))
        .WithSummary("Try whether files of a plan's newest archive can be restored")
        .WithDescription("A job for each repository of the plan restores some files aside, compares them and removes them; nothing of the sources is touched.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<JobStarted>, NotFound, ValidationProblem, ConflictProblem>> HandleAsync(
        Guid id, DrillRequest? request, BorgUiDbContext db, JobAnnouncer announcer, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await db.Plans.AsNoTracking().IncludeRepositories().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } plan)
        {
            return TypedResults.NotFound();
        }

        var errors = new FieldErrors();
        DrillRules.Check(errors, request?.SampleFiles, request?.SampleBytes, prefix: "");
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var filled = await db.Archives.Where(archive => archive.PlanId == id).Select(archive => archive.RepositoryId).Distinct().ToListAsync(cancellationToken);
        var ready = plan.Repositories.Where(repository => repository.State != RepositoryState.Creating && filled.Contains(repository.Id)).ToList();
        if (ready.Count == 0)
        {
            return new ConflictProblem("The plan has no archive yet.", $"Back up {plan.Name} first; then there is something to restore.");
        }

        var details = new RestoreDrillDetails { SampleFiles = request?.SampleFiles, SampleBytes = request?.SampleBytes, Seed = request?.Seed };
        var started = await announcer.EnqueueAsync(db, RestoreDrillJob.Of(plan, ready, details, clock.GetUtcNow()), cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{started.JobId}", started);
    }
}
