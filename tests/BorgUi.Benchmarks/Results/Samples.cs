namespace BorgUi.Benchmarks.Results;

/// <summary>What many values come to.</summary>
internal static class Samples
{
    /// <summary>The middle value; of an even number the mean of the two in the middle.</summary>
    public static TimeSpan Median(IReadOnlyList<TimeSpan> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    /// <summary>The smallest value that at least this share (0 to 1) of all values does not exceed.</summary>
    public static TimeSpan Percentile(IReadOnlyList<TimeSpan> values, double share) =>
        values.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(share * values.Count) - 1));
}
