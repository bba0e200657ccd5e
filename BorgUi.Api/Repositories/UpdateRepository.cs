using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Repositories;
using BorgUi.Core.Secrets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Repositories;

internal sealed class UpdateRepository : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/{id:guid}", HandleAsync)
        .WithName(nameof(UpdateRepository))
        .WithSummary("Rename a repository, or replace its secrets")
        .WithDescription("Changes what is given and leaves the rest. The passphrase is only what BorgUi uses; the repository's own is not changed.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Ok<RepositoryResponse>, NotFound, ValidationProblem, ConflictProblem>> HandleAsync(
        Guid id, UpdateRepositoryRequest request, BorgUiDbContext db, SecretBox secretBox, CancellationToken cancellationToken)
    {
        if (await db.Repositories.FindAsync([id], cancellationToken) is not { } repository)
        {
            return TypedResults.NotFound();
        }

        var errors = new FieldErrors();
        Apply(errors, request, repository, secretBox);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (await RepositoryConflict.OnSaveAsync(db, cancellationToken) is { } conflict)
        {
            return conflict;
        }

        return TypedResults.Ok(await db.Repositories.Where(row => row.Id == id).Select(RepositoryProjection.Of(db)).FirstAsync(cancellationToken));
    }

    private static void Apply(FieldErrors errors, UpdateRepositoryRequest request, Repository repository, SecretBox box)
    {
        var isSsh = repository.Location.StartsWith("ssh://", StringComparison.Ordinal);
        if (request.Name is not null)
        {
            repository.Name = TextRules.Name(errors, "name", request.Name);
        }

        if (RepositorySecrets.PassphraseOf(errors, request.Passphrase) is { } passphrase)
        {
            repository.SealedPassphrase = box.Seal(passphrase, RepositorySecret.Passphrase(repository.Id));
        }

        if (SshFiles.PrivateKey(errors, request.SshPrivateKey) is { } key)
        {
            repository.SealedSshPrivateKey = box.Seal(key, RepositorySecret.SshPrivateKey(repository.Id));
        }

        if (SshFiles.KnownHosts(errors, request.KnownHosts) is { } knownHosts)
        {
            repository.KnownHosts = knownHosts;
        }

        if (request is not { Passphrase: null or "", SshPrivateKey: null, KnownHosts: null })
        {
            repository.RecoveryKit = RecoveryKitState.Missing;
        }

        if (!isSsh && request is not { SshPrivateKey: null, KnownHosts: null })
        {
            errors.Add(request.SshPrivateKey is null ? "known_hosts" : "ssh_private_key", "Only an ssh:// location takes this; leave it out.");
        }
    }
}
