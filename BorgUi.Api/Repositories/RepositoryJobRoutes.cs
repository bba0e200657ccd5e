using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Repositories;

/// <summary>The checks, compacts and prunes of a repository: each kind has an address for one and for all of them.</summary>
internal sealed class RepositoryJobRoutes : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (type, word, name) in new[] { (JobType.Check, "check", "Check"), (JobType.Compact, "compact", "Compact"), (JobType.Prune, "prune", "Prune") })
        {
            routes.MapGet($"/{word}-jobs/{{job_id:guid}}", ([FromRoute(Name = "job_id")] Guid jobId, BorgUiDbContext db, WaitingReasons reasons, CancellationToken cancellationToken) =>
                    GetAsync(type, jobId, db, reasons, cancellationToken))
                .WithName($"Get{name}Job")
                .WithSummary($"One {word}; 404 for jobs of another kind")
                .RequireAuthorization(Policies.Viewer);
            routes.MapGet($"/{{id:guid}}/{word}-jobs", (Guid id, [AsParameters] PageQuery page, BorgUiDbContext db, WaitingReasons reasons, CancellationToken cancellationToken) =>
                    ListAsync(type, id, page, db, reasons, cancellationToken))
                .WithName($"List{name}Jobs")
                .WithSummary($"Every {word} of a repository, newest first")
                .RequireAuthorization(Policies.Viewer);
        }
    }

    private static async Task<Results<Ok<JobResponse>, NotFound>> GetAsync(
        JobType type, Guid jobId, BorgUiDbContext db, WaitingReasons reasons, CancellationToken cancellationToken) =>
        await GetJob.AnswerAsync(db.Jobs.Where(job => job.JobType == type), jobId, reasons, cancellationToken);

    private static async Task<Results<Ok<Page<JobResponse>>, NotFound, ValidationProblem>> ListAsync(
        JobType type, Guid id, PageQuery page, BorgUiDbContext db, WaitingReasons reasons, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        page.Check(errors);
        var after = page.AfterTime(errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        return await db.Repositories.AnyAsync(repository => repository.Id == id, cancellationToken)
            ? TypedResults.Ok(await ListJobs.PageAsync(db.Jobs.Where(job => job.RepositoryId == id && job.JobType == type), page, after, reasons, cancellationToken))
            : TypedResults.NotFound();
    }
}
