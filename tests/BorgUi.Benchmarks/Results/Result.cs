using System.Globalization;

namespace BorgUi.Benchmarks.Results;

/// <summary>One row of the report: what was measured beside what it was measured against, and the limit.</summary>
internal sealed record Result
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortAllowance = TimeSpan.FromSeconds(1);
    private const double LongestShare = 1.05;

    public required string What { get; init; }

    public string BorgUi { get; private init; } = "";

    public string Bare { get; private init; } = "";

    public string Ratio { get; private init; } = "";

    public string Limit { get; private init; } = "";

    public bool? IsWithin { get; private init; }

    public string Note { get; private init; } = "";

    /// <summary>Why it could not be measured.</summary>
    public string? Problem { get; private init; }

    /// <summary>
    /// Medians of wall times against those of bare borg: at most 1.05 times where bare borg takes more than 10 s, and a second
    /// more where it takes less.
    /// </summary>
    public static Result Against(string what, IReadOnlyList<TimeSpan> borgUi, IReadOnlyList<TimeSpan> bare, string note)
    {
        var (ours, theirs) = (Samples.Median(borgUi), Samples.Median(bare));
        var isLong = theirs > Long;
        var limit = (theirs * LongestShare) + (isLong ? TimeSpan.Zero : ShortAllowance);
        return new()
        {
            What = what,
            BorgUi = $"{Seconds(ours)} ({Range(borgUi)})",
            Bare = $"{Seconds(theirs)} ({Range(bare)})",
            Ratio = (ours / theirs).ToString("0.000", CultureInfo.InvariantCulture),
            Limit = $"≤ 1.05 ×{(isLong ? "" : " + 1 s")} = {Seconds(limit)}",
            IsWithin = ours <= limit,
            Note = note,
        };
    }

    /// <summary>One figure against a fixed limit in the same unit.</summary>
    public static Result UpTo(string what, double value, double limit, string unit, string note) => new()
    {
        What = what,
        BorgUi = string.Create(CultureInfo.InvariantCulture, $"{value:0} {unit}"),
        Limit = string.Create(CultureInfo.InvariantCulture, $"≤ {limit:0} {unit}"),
        IsWithin = value <= limit,
        Note = note,
    };

    /// <summary>One figure that must not fall below a limit in the same unit.</summary>
    public static Result AtLeast(string what, double value, double limit, string unit, string note) => new()
    {
        What = what,
        BorgUi = string.Create(CultureInfo.InvariantCulture, $"{value:0} {unit}"),
        Limit = string.Create(CultureInfo.InvariantCulture, $"≥ {limit:0} {unit}"),
        IsWithin = value >= limit,
        Note = note,
    };

    /// <summary>The same beside the rate that the bare thing reached in the same minute: a slow machine shows in both.</summary>
    public static Result AtLeast(string what, double value, double bare, double limit, string unit, string note) => AtLeast(what, value, limit, unit, note) with
    {
        Bare = string.Create(CultureInfo.InvariantCulture, $"{bare:0} {unit}"),
        Ratio = (value / bare).ToString("0.00", CultureInfo.InvariantCulture),
    };

    /// <summary>A time that must not grow to more than so many times another.</summary>
    public static Result Times(string what, TimeSpan ours, TimeSpan other, double most, string note) => Beside(what, ours, other, note) with
    {
        Limit = string.Create(CultureInfo.InvariantCulture, $"≤ {most} ×"),
        IsWithin = ours <= most * other,
    };

    /// <summary>Two times side by side, without a limit.</summary>
    public static Result Beside(string what, TimeSpan ours, TimeSpan other, string note) => new()
    {
        What = what,
        BorgUi = Milliseconds(ours),
        Bare = Milliseconds(other),
        Ratio = (ours / other).ToString("0.00", CultureInfo.InvariantCulture),
        Note = note,
    };

    /// <summary>A share of what is compared with, at most so much.</summary>
    public static Result Share(string what, double share, double limit, string note) => new()
    {
        What = what,
        Ratio = share.ToString("0.000", CultureInfo.InvariantCulture),
        Limit = string.Create(CultureInfo.InvariantCulture, $"≤ {limit:0.00}"),
        IsWithin = share <= limit,
        Note = note,
    };

    public static Result NotMade(string what, string problem) => new() { What = what, Problem = problem };

    private static string Range(IReadOnlyList<TimeSpan> times) => $"{Seconds(times.Min())} to {Seconds(times.Max())}";

    private static string Milliseconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.00} ms");

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");
}
