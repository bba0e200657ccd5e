using BorgUi.Contracts.Signals;

namespace BorgUi.Core.Signals;

/// <summary>Where the size of a repository leads when it goes on as in the last weeks: a straight line, and nothing more clever.</summary>
public static class GrowthTrend
{
    /// <summary>What is older says little about the pace of today.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(56);

    private static readonly TimeSpan LeastSpan = TimeSpan.FromDays(7);
    private static readonly TimeSpan Foreseeable = TimeSpan.FromDays(5 * 365);
    private const int LeastPoints = 5;

    /// <summary>Bytes a day by the line that fits best; null with fewer than 5 points in the window, or when these lie within a week.</summary>
    public static double? BytesPerDay(IReadOnlyList<GrowthPoint> points, DateTimeOffset now)
    {
        var recent = points.Where(point => point.At > now - Window).ToList();
        if (recent.Count < LeastPoints || recent.Max(point => point.At) - recent.Min(point => point.At) < LeastSpan)
        {
            return null;
        }

        var days = recent.ConvertAll(point => (point.At - recent[0].At).TotalDays);
        var (middleDay, middleSize) = (days.Average(), recent.Average(point => (double)point.StoredSize));
        return days.Zip(recent, (day, point) => (day - middleDay) * (point.StoredSize - middleSize)).Sum() / days.Sum(day => (day - middleDay) * (day - middleDay));
    }

    /// <summary>When the free space is used up; null when it does not grow, or when that is more than five years away.</summary>
    public static DateTimeOffset? FullAt(double? bytesPerDay, long? freeBytes, DateTimeOffset? measuredAt) =>
        bytesPerDay is > 0 and { } pace && freeBytes is { } free && measuredAt is { } at && free / pace < Foreseeable.TotalDays ? at.AddDays(free / pace) : null;
}
