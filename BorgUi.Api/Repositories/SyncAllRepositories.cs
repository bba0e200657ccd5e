using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Repositories;

/// <summary>Both addresses do the same: one look at a repository brings its figures and its archives up to date.</summary>
internal sealed class SyncAllRepositories : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (route, name) in new[] { ("/sync-repositories", nameof(SyncAllRepositories)), ("/sync-archives", "SyncAllArchives") })
        {
            routes.MapPost(route, HandleAsync)
                .WithName(name)
                .WithSummary("Bring all repositories and archives up to date")
                .WithDescription("One job per repository that was created or imported; the answer names the first.")
                .RequireAuthorization(Policies.Operator);
        }
    }

    private static async Task<Results<Accepted<JobStarted>, ConflictProblem>> HandleAsync(
        BorgUiDbContext db, JobAnnouncer announcer, TimeProvider clock, CancellationToken cancellationToken)
    {
        var repositories = await db.Repositories
            .Where(repository => repository.State == RepositoryState.Ready
                || (repository.State != RepositoryState.Creating && (repository.BorgRepositoryId != null || repository.Encryption == null)))
            .OrderBy(repository => repository.Name)
            .Select(repository => new { repository.Id, repository.Site })
            .ToListAsync(cancellationToken);
        JobStarted? first = null;
        foreach (var repository in repositories)
        {
            var started = await announcer.EnqueueAsync(db, SyncRepositoryJob.Of(repository.Id, repository.Site, clock.GetUtcNow()), cancellationToken);
            first ??= started;
        }

        return first is null
            ? new ConflictProblem("There is no repository to look at.", "Create or import one first, or wait until it is ready.")
            : TypedResults.Accepted($"/api/jobs/{first.JobId}", first);
    }
}
