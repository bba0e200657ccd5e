using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Repositories;
using BorgUi.Core.Secrets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Repositories;

internal sealed class CreateRepository : IEndpoint
{
    private const string DefaultSite = "default";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/", HandleAsync)
        .WithName(nameof(CreateRepository))
        .WithSummary("Create a repository, or import an existing one")
        .WithDescription("Starts the job that does it (borg init, or a first look with borg info); the repository is ready when that has completed.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Accepted<RepositoryStarted>, ValidationProblem, ConflictProblem>> HandleAsync(
        CreateRepositoryRequest request, BorgUiDbContext db, SecretBox secretBox, JobAnnouncer announcer, TimeProvider clock, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var name = TextRules.Name(errors, "name", request.Name);
        var location = RepositoryLocation.Parse(errors, request.Location);
        var site = TextRules.Site(errors, "site", request.Site, DefaultSite);
        var encryption = EncryptionOf(errors, request);
        var secrets = RepositorySecrets.Of(errors, request, encryption, location);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var repository = new Repository
        {
            Name = name,
            Location = location!.Text,
            Site = site,
            Encryption = encryption,
            KnownHosts = secrets.KnownHosts,
            CreatedAt = clock.GetUtcNow(),
        };
        Seal(repository, secrets, secretBox);
        Job job = request.Create
            ? new CreateRepositoryJob { RepositoryId = repository.Id, Site = site, CreatedAt = repository.CreatedAt }
            : new ImportRepositoryJob { RepositoryId = repository.Id, Site = site, CreatedAt = repository.CreatedAt };
        db.Add(repository);
        db.Add(job);
        if (await RepositoryConflict.OnSaveAsync(db, cancellationToken) is { } conflict)
        {
            return conflict;
        }

        await announcer.EnqueuedAsync(job, cancellationToken);
        return TypedResults.Accepted(
            $"/api/jobs/{job.Id}",
            new RepositoryStarted(repository.Id, job.Id, job.Status, request.Create ? "The repository is being created." : "The repository is being imported."));
    }

    /// <summary>Null on import, where the repository itself knows it.</summary>
    private static string? EncryptionOf(FieldErrors errors, CreateRepositoryRequest request)
    {
        if (!request.Create)
        {
            return null;
        }

        var encryption = string.IsNullOrEmpty(request.Encryption) ? RepositoryEncryption.Default : request.Encryption;
        if (!RepositoryEncryption.Modes.Contains(encryption))
        {
            errors.Add("encryption", $"borg does not know this encryption; choose one of {string.Join(", ", RepositoryEncryption.Modes)}.");
        }

        return encryption;
    }

    private static void Seal(Repository repository, RepositorySecrets secrets, SecretBox box)
    {
        repository.SealedPassphrase = secrets.Passphrase is { } passphrase ? box.Seal(passphrase, RepositorySecret.Passphrase(repository.Id)) : null;
        repository.SealedSshPrivateKey = secrets.SshPrivateKey is { } key ? box.Seal(key, RepositorySecret.SshPrivateKey(repository.Id)) : null;
        repository.SealedKeyfile = secrets.Keyfile is { } keyfile ? box.Seal(keyfile, RepositorySecret.Keyfile(repository.Id)) : null;
    }
}
