using System.Globalization;

namespace BorgUi.Web.Display;

/// <summary>Spans of time for people, in the two largest units: "1 h 12 m", "45 s".</summary>
internal static class DurationText
{
    public static string Short(TimeSpan duration)
    {
        if (duration < TimeSpan.FromSeconds(1))
        {
            return "under 1 s";
        }

        return duration switch
        {
            { TotalDays: >= 1 } => Pair((long)duration.TotalDays, "d", duration.Hours, "h"),
            { TotalHours: >= 1 } => Pair(duration.Hours, "h", duration.Minutes, "m"),
            { TotalMinutes: >= 1 } => Pair(duration.Minutes, "m", duration.Seconds, "s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{duration.Seconds} s"),
        };
    }

    private static string Pair(long large, string largeUnit, int small, string smallUnit) => small == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{large} {largeUnit}")
        : string.Create(CultureInfo.InvariantCulture, $"{large} {largeUnit} {small} {smallUnit}");
}
