using System.Security.Claims;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Api.Plans;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Plans;
using BorgUi.Core.Recovery;
using BorgUi.Core.Repositories;
using BorgUi.Core.Secrets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Repositories;

internal sealed partial class GetRecoveryKit : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{id:guid}/recovery-kit", HandleAsync)
        .WithName(nameof(GetRecoveryKit))
        .WithSummary("All that is needed to read a repository without BorgUi, secrets included")
        .WithDescription("Needs an exported key, except of a repository without encryption. The repository counts it as fetched, and asks again when passphrase or key change.")
        .RequireAuthorization(Policies.Admin);

    private static async Task<Results<Ok<RecoveryKit>, NotFound, ConflictProblem>> HandleAsync(
        Guid id, BorgUiDbContext db, SecretBox secrets, ClaimsPrincipal user, HttpResponse response, TimeProvider clock, ILogger<GetRecoveryKit> logger, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        if (await db.Repositories.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } repository)
        {
            return TypedResults.NotFound();
        }

        if (repository.State == RepositoryState.Creating || repository.Encryption is null)
        {
            return new ConflictProblem("The repository is not ready yet.", $"{repository.Name} is still being created or imported; wait for that job to end.");
        }

        if (repository.Encryption != RepositoryEncryption.None && repository.SealedKeyExport is null)
        {
            return new ConflictProblem("The key of the repository was not exported yet.", $"POST /api/repositories/{id}/key/export, and ask again when that job has completed.");
        }

        var version = await db.Workers.Where(worker => worker.Sites.Contains(repository.Site) && worker.BorgVersion != null)
            .OrderByDescending(worker => worker.HeartbeatAt).Select(worker => worker.BorgVersion).FirstOrDefaultAsync(cancellationToken);
        var selfBackups = await db.Plans.WhereInto(id).Where(plan => plan.IncludesBorgui).OrderBy(plan => plan.Name)
            .Select(plan => plan.ArchiveNameTemplate).FirstOrDefaultAsync(cancellationToken);
        var kit = KitOf(repository, version, selfBackups is null ? null : ArchiveNameTemplate.GlobOf(selfBackups), secrets, clock.GetUtcNow());
        // Only as long as it is still the one that was read.
        await db.Repositories
            .Where(row => row.Id == id && row.SealedPassphrase == repository.SealedPassphrase && row.SealedKeyExport == repository.SealedKeyExport)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.RecoveryKit, RecoveryKitState.Fetched), cancellationToken);
        LogFetched(logger, repository.Name, user.Identity?.Name);
        return TypedResults.Ok(kit);
    }

    private static RecoveryKit KitOf(Repository repository, string? borgVersion, string? selfBackups, SecretBox secrets, DateTimeOffset madeAt)
    {
        var passphrase = Open(repository.SealedPassphrase, RepositorySecret.Passphrase(repository.Id));
        var key = Open(repository.SealedKeyExport, RepositorySecret.KeyExport(repository.Id));
        var sshPrivateKey = Open(repository.SealedSshPrivateKey, RepositorySecret.SshPrivateKey(repository.Id));
        var kit = new RecoveryKit
        {
            RepositoryId = repository.Id,
            Name = repository.Name,
            Location = repository.Location,
            Site = repository.Site,
            Encryption = repository.Encryption!,
            BorgRepositoryId = repository.BorgRepositoryId,
            BorgVersion = borgVersion is null ? null : $"borg {borgVersion}",
            Passphrase = passphrase,
            Key = key,
            SshPrivateKey = sshPrivateKey,
            KnownHosts = repository.KnownHosts,
            MadeAt = madeAt,
            Steps = RecoverySteps.Of(repository.Location, repository.Encryption!, passphrase, key, sshPrivateKey, repository.KnownHosts, selfBackups),
            Text = "",
        };
        return kit with { Text = RecoveryKitText.Of(kit) };

        string? Open(byte[]? seal, string purpose) => seal is null ? null : secrets.Open(seal, purpose);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The recovery kit of {Repository} was fetched by {User}")]
    private static partial void LogFetched(ILogger logger, string repository, string? user);
}
