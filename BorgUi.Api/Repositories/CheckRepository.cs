using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Repositories;

internal sealed class CheckRepository : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/check", HandleAsync)
        .WithName(nameof(CheckRepository))
        .WithSummary("Check a repository for damage")
        .WithDescription("Reads the segments and the archives, with verify_data every byte. Never repairs. What it found stands in the warnings of the job and in last_check_result.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<JobStarted>, NotFound, ValidationProblem, ConflictProblem>> HandleAsync(
        Guid id, CheckRepositoryRequest? request, BorgUiDbContext db, JobAnnouncer announcer, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await RepositoryTarget.FindAsync(db, id, cancellationToken) is not { } target)
        {
            return TypedResults.NotFound();
        }

        var errors = new FieldErrors();
        var details = DetailsOf(errors, request ?? new());
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (target.NotReady() is { } conflict)
        {
            return conflict;
        }

        var started = await announcer.EnqueueAsync(db, CheckJob.Of(id, target.Site, details, clock.GetUtcNow()), cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{started.JobId}", started);
    }

    // The combinations that borg refuses.
    private static CheckDetails DetailsOf(FieldErrors errors, CheckRepositoryRequest request)
    {
        if (request is { RepositoryOnly: true, ArchivesOnly: true })
        {
            errors.Add("archives_only", "repository_only and archives_only exclude each other; give one, or none for both parts.");
        }

        if (request is { RepositoryOnly: true, VerifyData: true })
        {
            errors.Add("verify_data", "Data is verified by way of the archives; leave repository_only out.");
        }

        if (request.MaxDuration is <= 0)
        {
            errors.Add("max_duration", "Give a number of seconds above 0, or leave it out.");
        }
        else if (request is { MaxDuration: not null, RepositoryOnly: false })
        {
            errors.Add("max_duration", "Only a check of the repository alone can be done in parts; add repository_only.");
        }

        return new()
        {
            RepositoryOnly = request.RepositoryOnly,
            ArchivesOnly = request.ArchivesOnly,
            VerifyData = request.VerifyData,
            MaxDurationSeconds = request.MaxDuration,
        };
    }
}
