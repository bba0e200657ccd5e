using BorgUi.Core.Data;
using BorgUi.Worker.Borg;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Archives;

/// <summary>Says which archives must not be deleted. Asked right before each deletion, for people pin while jobs wait.</summary>
internal sealed class ArchivePins(IDbContextFactory<BorgUiDbContext> contexts)
{
    /// <summary>The borg ids of those that are pinned.</summary>
    public async Task<IReadOnlyList<string>> AmongAsync(Guid repositoryId, IEnumerable<BorgArchive> archives, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = archives.Select(archive => archive.Id).ToList();
        return await db.Archives
            .Where(archive => archive.RepositoryId == repositoryId && archive.IsPinned && ids.Contains(archive.BorgId))
            .Select(archive => archive.BorgId)
            .ToListAsync(cancellationToken);
    }
}
