using BorgUi.Contracts.Archives;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Archives.Index;

/// <summary>Tells what a path was over the indexed archives of a repository.</summary>
public static class VersionReader
{
    /// <returns>The newest first; empty when no indexed archive holds the path.</returns>
    public static async Task<IReadOnlyList<FileVersion>> ReadAsync(BorgUiDbContext db, Guid repositoryId, string path, CancellationToken cancellationToken)
    {
        var (folderId, name) = FolderId.Split(path);
        var series = await db.IndexSeries.Where(row => row.RepositoryId == repositoryId).Select(row => row.Id).ToListAsync(cancellationToken);
        var rows = await db.IndexVersions.Where(row => series.Contains(row.SeriesId) && row.FolderId == folderId && row.Name == name).ToListAsync(cancellationToken);
        var points = await SeriesPoints.LoadAsync(db, [.. rows.Select(row => row.SeriesId).Distinct()], cancellationToken);
        return [.. rows
            .GroupBy(row => row.SeriesId)
            .Where(group => points.ContainsKey(group.Key))
            .SelectMany(group => OfSeries(points[group.Key], [.. group.OrderBy(row => row.FirstPosition)]))
            .OrderByDescending(version => version.LastArchive.StartedAt)];
    }

    private static IEnumerable<FileVersion> OfSeries(SeriesPoints points, List<IndexVersion> rows)
    {
        var there = Join(points, [.. rows.Where(row => points.Within(row.FirstPosition, row.LastPosition) is not null)]);
        foreach (var (row, last) in there)
        {
            var (firstArchive, lastArchive, count) = points.Within(row.FirstPosition, last)!.Value;
            var next = points.After(last);
            yield return new()
            {
                Type = row.Type,
                Size = row.SizeBytes,
                FileCount = row.FileCount,
                Mtime = row.ModifiedAt,
                Mode = EntryMode.TextOf(row.Type, row.Mode),
                LinkTarget = row.LinkTarget,
                Series = points.Name,
                FirstArchive = firstArchive,
                LastArchive = lastArchive,
                ArchiveCount = count,
                GoneIn = next is { } after && !there.Any(other => other.Row.FirstPosition <= after.Position && other.Last >= after.Position) ? after.Archive : null,
            };
        }
    }

    // What is the same before and after an archive that was deleted is one version again.
    private static List<(IndexVersion Row, long Last)> Join(SeriesPoints points, List<IndexVersion> rows)
    {
        var joined = new List<(IndexVersion Row, long Last)>();
        foreach (var row in rows)
        {
            if (joined is [.., var (before, last)] && before.Fingerprint == row.Fingerprint && last < row.FirstPosition
                && points.After(last) is { } next && row.FirstPosition <= next.Position)
            {
                joined[^1] = (before, row.LastPosition);
            }
            else
            {
                joined.Add((row, row.LastPosition));
            }
        }

        return joined;
    }
}
