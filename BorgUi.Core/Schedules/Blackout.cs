namespace BorgUi.Core.Schedules;

/// <summary>Hours of a schedule's own time zone in which nothing is due.</summary>
/// <param name="Days">The days on which it begins; none means every day.</param>
/// <param name="To">Not after <paramref name="From"/>, it is on the next day.</param>
public sealed record Blackout(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To)
{
    public bool Equals(Blackout? other) => other is not null && From == other.From && To == other.To && Days.SequenceEqual(other.Days);

    public override int GetHashCode() => HashCode.Combine(From, To, Days.Count);

    /// <summary>When the window around this moment ends, by the local clock; null when the moment lies in none.</summary>
    internal DateTime? EndAround(DateTime local)
    {
        var today = DateOnly.FromDateTime(local);
        return EndOfDay(today, local) ?? EndOfDay(today.AddDays(-1), local);
    }

    private DateTime? EndOfDay(DateOnly day, DateTime local)
    {
        var (from, to) = (day.ToDateTime(From), (To > From ? day : day.AddDays(1)).ToDateTime(To));
        return local >= from && local < to && (Days.Count == 0 || Days.Contains(day.DayOfWeek)) ? to : null;
    }
}
