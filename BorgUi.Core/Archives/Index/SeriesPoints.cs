using BorgUi.Contracts.Archives;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Archives.Index;

/// <summary>The indexed archives of a series that are there, oldest first.</summary>
public sealed class SeriesPoints
{
    private readonly List<long> _positions;
    private readonly List<ArchiveReference> _archives;

    private SeriesPoints(string name, IEnumerable<(long Position, ArchiveReference Archive)> points)
    {
        Name = name;
        var ordered = points.OrderBy(point => point.Position).ToList();
        (_positions, _archives) = ([.. ordered.Select(point => point.Position)], [.. ordered.Select(point => point.Archive)]);
    }

    public string Name { get; }

    /// <summary>Those of the given series, by its id.</summary>
    public static async Task<Dictionary<int, SeriesPoints>> LoadAsync(BorgUiDbContext db, IReadOnlyCollection<int> seriesIds, CancellationToken cancellationToken)
    {
        var rows = await (
            from point in db.IndexPoints
            join series in db.IndexSeries on point.SeriesId equals series.Id
            join archive in db.Archives on point.ArchiveId equals archive.Id
            where seriesIds.Contains(series.Id)
            select new { series.Id, series.Name, point.Position, Archive = new ArchiveReference { Id = archive.Id, Name = archive.Name, StartedAt = archive.StartedAt } })
            .ToListAsync(cancellationToken);
        return rows.GroupBy(row => (row.Id, row.Name)).ToDictionary(group => group.Key.Id, group => new SeriesPoints(group.Key.Name, group.Select(row => (row.Position, row.Archive))));
    }

    /// <summary>The archives that hold what is valid over this range; null when there is none.</summary>
    public (ArchiveReference First, ArchiveReference Last, int Count)? Within(long firstPosition, long lastPosition)
    {
        var (first, end) = (FirstAt(firstPosition), lastPosition == IndexPoint.StillThere ? _positions.Count : FirstAt(lastPosition + 1));
        return first < end ? (_archives[first], _archives[end - 1], end - first) : null;
    }

    public bool IncludesNewest(long lastPosition) => _positions.Count > 0 && _positions[^1] <= lastPosition;

    /// <summary>The first archive after a position, and where it stands.</summary>
    public (ArchiveReference Archive, long Position)? After(long position) =>
        position == IndexPoint.StillThere || FirstAt(position + 1) is var next && next == _positions.Count ? null : (_archives[next], _positions[next]);

    private int FirstAt(long position)
    {
        var found = _positions.BinarySearch(position);
        return found < 0 ? ~found : found;
    }
}
