using BorgUi.Api.Http;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Repositories;

/// <summary>The repository that a new job is to work on.</summary>
internal sealed record RepositoryTarget(Guid Id, string Name, RepositoryState State, string Site, string? Encryption)
{
    public static Task<RepositoryTarget?> FindAsync(BorgUiDbContext db, Guid id, CancellationToken cancellationToken) => db.Repositories
        .Where(repository => repository.Id == id)
        .Select(repository => new RepositoryTarget(repository.Id, repository.Name, repository.State, repository.Site, repository.Encryption))
        .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Why no job can be started on it; what is wrong with an existing repository is for the job to say.</summary>
    public ConflictProblem? NotReady() => State == RepositoryState.Creating
        ? new("The repository is not ready yet.", $"{Name} is still being created or imported; wait for that job to end.")
        : null;

    /// <summary>Why nothing can be done with its key: it has none.</summary>
    public ConflictProblem? NoKey() => Encryption == RepositoryEncryption.None
        ? new("The repository has no key.", $"{Name} is not encrypted, so there is no key to export and no passphrase to change.")
        : null;
}
