namespace BorgUi.Testing;

/// <summary>The real time, off by what a test says. What is measured between two moments is not off.</summary>
public sealed class ShiftedClock(TimeSpan shift = default) : TimeProvider
{
    private TimeSpan _shift = shift;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _shift;

    public void Advance(TimeSpan by) => _shift += by;
}
