using BorgUi.Api.Http;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Archives;

/// <summary>The archive that a new job is to work on.</summary>
internal sealed record ArchiveTarget(Guid Id, string Name, string BorgId, Guid RepositoryId, string RepositoryLocation, RepositoryState State, string Site, bool IsPinned)
{
    public static Task<ArchiveTarget?> FindAsync(BorgUiDbContext db, Guid id, CancellationToken cancellationToken) => db.Archives
        .Where(archive => archive.Id == id)
        .Select(archive => new ArchiveTarget(
            archive.Id, archive.Name, archive.BorgId, archive.RepositoryId, archive.Repository!.Location, archive.Repository.State, archive.Repository.Site, archive.IsPinned))
        .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Why no job can be started on it; what is wrong with an existing repository is for the job to say.</summary>
    public ConflictProblem? NotReady() => State == RepositoryState.Creating
        ? new("The repository is not ready yet.", "It is still being created or imported; wait for that job to end.")
        : null;
}
