namespace BorgUi.Core.Signals;

/// <summary>
/// What a figure usually is. Its middle is the median and its spread the median distance from it, which one odd value among them
/// does not move; and what was there before without being odd, or was let be by a person, may come again.
/// </summary>
internal sealed class Usual
{
    private const double FarOut = 6;
    private const double MoreThanEver = 1.5;

    // Makes the median distance of normally distributed values their standard deviation.
    private const double NormalDistance = 1.4826;

    private readonly double _median;
    private readonly double _spread;
    private readonly double _most;
    private readonly double _low;
    private readonly double _high;

    private Usual(IReadOnlyList<double> all, IReadOnlyList<double> usual)
    {
        _median = At(all, 0.5);
        _spread = NormalDistance * At([.. all.Select(value => Math.Abs(value - _median)).Order()], 0.5);
        (_low, _high, _most) = usual.Count == 0 ? (_median, _median, 0) : (At(usual, 0.1), At(usual, 0.9), usual[^1]);
    }

    /// <param name="steps">The values, and whether each counts as usual.</param>
    /// <returns>Null when there are fewer than <paramref name="least"/>.</returns>
    public static Usual? Of(IReadOnlyCollection<(double Value, bool IsUsual)> steps, int least) => steps.Count < least
        ? null
        : new([.. steps.Select(step => step.Value).Order()], [.. steps.Where(step => step.IsUsual).Select(step => step.Value).Order()]);

    public bool IsFarAbove(double value) => value - _median > FarOut * _spread && value > MoreThanEver * _most;

    /// <summary><c>0 to 30</c>: where four of five values lie.</summary>
    public string Range(Func<double, string> text) => text(_low) == text(_high) ? text(_high) : $"{text(_low)} to {text(_high)}";

    // Between two values it is in proportion.
    private static double At(IReadOnlyList<double> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var (below, above) = (sorted[(int)Math.Floor(place)], sorted[(int)Math.Ceiling(place)]);
        return below + ((above - below) * (place - Math.Floor(place)));
    }
}
