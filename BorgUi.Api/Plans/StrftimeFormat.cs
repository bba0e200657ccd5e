namespace BorgUi.Api.Plans;

/// <summary>The parts of a time that a name shows.</summary>
[Flags]
internal enum TimeUnits
{
    None = 0,
    Year = 1,
    Month = 2,
    Day = 4,
    Hour = 8,
    Minute = 16,
    Second = 32,
    All = Year | Month | Day | Hour | Minute | Second,
}

/// <summary>Reads Python's strftime formats, as borg's <c>{now:…}</c> takes them.</summary>
internal static class StrftimeFormat
{
    /// <summary>What borg writes for <c>{now}</c> alone.</summary>
    public const string Default = "%Y-%m-%dT%H:%M:%S";

    private const TimeUnits Clock = TimeUnits.Hour | TimeUnits.Minute | TimeUnits.Second;

    // %D and %x are missing on purpose: they write slashes. %I shows the hour only beside %p, which people forget; so it does not count.
    private static readonly Dictionary<char, TimeUnits> Directives = new()
    {
        ['Y'] = TimeUnits.Year, ['y'] = TimeUnits.Year, ['G'] = TimeUnits.Year, ['C'] = TimeUnits.None,
        ['m'] = TimeUnits.Month, ['b'] = TimeUnits.Month, ['B'] = TimeUnits.Month, ['h'] = TimeUnits.Month,
        ['d'] = TimeUnits.Day, ['e'] = TimeUnits.Day, ['j'] = TimeUnits.Month | TimeUnits.Day,
        ['H'] = TimeUnits.Hour, ['k'] = TimeUnits.Hour, ['I'] = TimeUnits.None, ['l'] = TimeUnits.None, ['p'] = TimeUnits.None, ['P'] = TimeUnits.None,
        ['M'] = TimeUnits.Minute, ['S'] = TimeUnits.Second, ['f'] = TimeUnits.None,
        ['F'] = TimeUnits.Year | TimeUnits.Month | TimeUnits.Day, ['T'] = Clock, ['X'] = Clock, ['r'] = TimeUnits.Minute | TimeUnits.Second,
        ['R'] = TimeUnits.Hour | TimeUnits.Minute, ['c'] = TimeUnits.All, ['s'] = TimeUnits.All,
        ['a'] = TimeUnits.None, ['A'] = TimeUnits.None, ['u'] = TimeUnits.None, ['w'] = TimeUnits.None, ['U'] = TimeUnits.None,
        ['V'] = TimeUnits.None, ['W'] = TimeUnits.None, ['z'] = TimeUnits.None, ['Z'] = TimeUnits.None, ['%'] = TimeUnits.None,
    };

    /// <summary>False when the format is empty or holds a directive that cannot stand in the name of an archive.</summary>
    public static bool TryRead(string format, out TimeUnits units)
    {
        units = TimeUnits.None;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                continue;
            }

            if (++i == format.Length || !Directives.TryGetValue(format[i], out var shown))
            {
                return false;
            }

            units |= shown;
        }

        return format.Length > 0;
    }
}
