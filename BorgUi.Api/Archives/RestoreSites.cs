using BorgUi.Api.Http;
using BorgUi.Api.Repositories;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Archives;

/// <summary>The rules for where a restore is done: its site's worker must be able to read the repository, and be there one day.</summary>
internal static class RestoreSites
{
    private const string Field = "site";

    /// <summary>The site that does it: the repository's own when none is given, which needs no worker yet.</summary>
    public static async Task<string> CheckAsync(FieldErrors errors, string? given, ArchiveTarget target, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var site = TextRules.Site(errors, Field, given, fallback: target.Site);
        if (!errors.Has(Field) && site != target.Site && await ProblemOfAsync(site, target, db, cancellationToken) is { } problem)
        {
            errors.Add(Field, problem);
        }

        return site;
    }

    private static async Task<string?> ProblemOfAsync(string site, ArchiveTarget target, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        if (RepositoryLocation.IsOutOfReach(target.RepositoryLocation, target.Site, site))
        {
            return $"The repository is a folder on site {target.Site}, which another site cannot reach; leave site out, or back up into an ssh:// repository.";
        }

        // Also of workers that are away just now: their rows stay until somebody forgets them.
        var served = (await db.Workers.Select(worker => worker.Sites).ToListAsync(cancellationToken)).SelectMany(sites => sites).Distinct().Order(StringComparer.Ordinal).ToList();
        if (!served.Contains(site))
        {
            return served.Count == 0
                ? $"No worker serves the site {site}, nor any other; start one for it."
                : $"No worker serves the site {site}. Workers serve {string.Join(", ", served)}; choose one of these, or start a worker for it.";
        }

        return await KeyIsElsewhereAsync(target.RepositoryId, db, cancellationToken)
            ? $"The key file of the repository is only on site {target.Site}. Export the key once, then every worker can use it."
            : null;
    }

    // borg put it there when it made the repository; what was imported or exported is in the database, for all.
    private static Task<bool> KeyIsElsewhereAsync(Guid repositoryId, BorgUiDbContext db, CancellationToken cancellationToken) => db.Repositories.AnyAsync(
        row => row.Id == repositoryId && row.Encryption!.StartsWith("keyfile") && row.SealedKeyfile == null && row.SealedKeyExport == null, cancellationToken);
}
