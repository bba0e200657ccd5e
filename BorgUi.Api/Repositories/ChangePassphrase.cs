using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Secrets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Repositories;

internal sealed class ChangePassphrase : IEndpoint
{
    private const string Field = "new_passphrase";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/key/change-passphrase", HandleAsync)
        .WithName(nameof(ChangePassphrase))
        .WithSummary("Seal the key of a repository by a new passphrase")
        .WithDescription("BorgUi uses the new one from the moment on that it has opened the repository. Copies of the key from before still open with the old one.")
        .RequireAuthorization(Policies.Admin);

    private static async Task<Results<Accepted<JobStarted>, NotFound, ValidationProblem, ConflictProblem>> HandleAsync(
        Guid id, ChangePassphraseRequest request, BorgUiDbContext db, SecretBox secrets, JobAnnouncer announcer, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await RepositoryTarget.FindAsync(db, id, cancellationToken) is not { } target)
        {
            return TypedResults.NotFound();
        }

        var errors = new FieldErrors();
        var passphrase = RepositorySecrets.PassphraseOf(errors, request.NewPassphrase, Field);
        if (passphrase is null)
        {
            errors.Add(Field, "The new passphrase is missing. Keep a copy of it outside BorgUi.");
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if ((target.NotReady() ?? target.NoKey() ?? await OtherChangeAsync(db, id, cancellationToken)) is { } conflict)
        {
            return conflict;
        }

        var started = await announcer.EnqueueAsync(db, ChangePassphraseJob.Of(id, target.Site, passphrase!, secrets, clock.GetUtcNow()), cancellationToken);
        return TypedResults.Accepted($"/api/jobs/{started.JobId}", started);
    }

    private static async Task<ConflictProblem?> OtherChangeAsync(BorgUiDbContext db, Guid id, CancellationToken cancellationToken)
    {
        var other = await db.Jobs.OfType<ChangePassphraseJob>().Where(job => job.RepositoryId == id).WhereActive().Select(job => (Guid?)job.Id).FirstOrDefaultAsync(cancellationToken);
        return other is null ? null : new("The passphrase is being changed already.", $"Wait for job {other}, or cancel it.");
    }
}
