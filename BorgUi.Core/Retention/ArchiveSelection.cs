using System.Globalization;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Retention;

namespace BorgUi.Core.Retention;

/// <summary>
/// Decides which archives survive, by the same rules in the same order as <c>borg prune</c>. A pin saves its archive and
/// changes the fate of no other: a pinned archive fills the place in a rule that it would fill without the pin.
/// </summary>
public static class ArchiveSelection
{
    /// <param name="archives">All archives of the repository, in any order.</param>
    /// <param name="rules">What to keep; days, weeks, months and years are those of its time zone.</param>
    /// <param name="scope">Which archives the rules are about.</param>
    /// <param name="now">From when <c>keep_within</c> counts back.</param>
    /// <returns>The fate of each archive, newest first.</returns>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the time zone.</exception>
    public static RetentionChoice Choose(IEnumerable<RetentionCandidate> archives, KeepRules rules, RetentionScope scope, DateTimeOffset now)
    {
        var newestFirst = archives.OrderByDescending(archive => archive.StartedAt).ThenByDescending(archive => archive.Name, StringComparer.Ordinal).ToList();
        var outside = newestFirst
            .Select(archive => (archive.BorgId, Why: scope.WhyOutside(archive)))
            .Where(archive => archive.Why is not null)
            .ToDictionary(archive => archive.BorgId, archive => archive.Why);
        var kept = Keep([.. newestFirst.Where(archive => !outside.ContainsKey(archive.BorgId))], rules, now);
        return new([.. newestFirst.Select(archive =>
            outside.TryGetValue(archive.BorgId, out var why) ? new ArchiveFate(archive, PruneVerdict.Outside, why)
            : kept.TryGetValue(archive.BorgId, out var rule) ? new ArchiveFate(archive, PruneVerdict.Keep, rule)
            : archive.IsPinned ? new ArchiveFate(archive, PruneVerdict.Keep, FateReason.Pinned)
            : new ArchiveFate(archive, PruneVerdict.Delete, null))]);
    }

    /// <summary>The hours in an interval of borg's notation, where a month has 31 days and a year 365: <c>24H</c>, <c>7d</c>, <c>4w</c>, <c>6m</c>, <c>1y</c>.</summary>
    public static long HoursIn(string interval) => long.Parse(interval.AsSpan(0, interval.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture) * interval[^1] switch
    {
        'H' => 1,
        'd' => 24,
        'w' => 24 * 7,
        'm' => 24 * 31,
        'y' => 24 * 365,
        _ => throw new FormatException($"'{interval}' is no interval: H, d, w, m or y must end it."),
    };

    private static Dictionary<string, string> Keep(List<RetentionCandidate> newestFirst, KeepRules rules, DateTimeOffset now)
    {
        var kept = new Dictionary<string, string>();
        // A checkpoint is no backup: it takes no place in a rule, and stays only while nothing whole came after it.
        if (newestFirst is [{ IsCheckpoint: true } checkpoint, ..])
        {
            kept.Add(checkpoint.BorgId, FateReason.Checkpoint);
        }

        List<RetentionCandidate> whole = [.. newestFirst.Where(archive => !archive.IsCheckpoint)];
        KeepWithin(whole, rules.KeepWithin, now, kept);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(rules.TimeZone ?? KeepRules.DefaultTimeZone);
        foreach (var period in KeepPeriod.All)
        {
            KeepEach(period, period.Count(rules) ?? 0, whole, zone, kept);
        }

        return kept;
    }

    private static void KeepWithin(List<RetentionCandidate> newestFirst, string? interval, DateTimeOffset now, Dictionary<string, string> kept)
    {
        if (interval is null)
        {
            return;
        }

        var hours = Math.Min(HoursIn(interval), (now - DateTimeOffset.MinValue).TotalHours);
        foreach (var (index, archive) in newestFirst.TakeWhile(archive => archive.StartedAt > now.AddHours(-hours)).Index())
        {
            kept.Add(archive.BorgId, $"within #{index + 1}");
        }
    }

    private static void KeepEach(KeepPeriod period, int count, List<RetentionCandidate> newestFirst, TimeZoneInfo zone, Dictionary<string, string> kept)
    {
        long? last = null;
        var found = 0;
        foreach (var archive in newestFirst)
        {
            if (found == count)
            {
                return;
            }

            var current = period.Of(TimeZoneInfo.ConvertTime(archive.StartedAt, zone).DateTime);
            if (current != last && kept.TryAdd(archive.BorgId, $"{period.Name} #{found + 1}"))
            {
                found++;
            }

            last = current;
        }

        // With fewer archives than places the oldest one stays too, so that a young series grows to its full length.
        if (found < count && newestFirst is [.., var oldest])
        {
            kept.TryAdd(oldest.BorgId, $"{period.Name}[oldest] #{found + 1}");
        }
    }
}
