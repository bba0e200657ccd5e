using System.Globalization;

namespace BorgUi.Web.Display;

/// <summary>How long ago something was, or how far away it is, in one unit: "6 h ago", "in 3 d".</summary>
internal static class AgeText
{
    public static string Short(DateTimeOffset at, DateTimeOffset now)
    {
        var distance = (now - at).Duration();
        if (distance < TimeSpan.FromSeconds(45))
        {
            return "just now";
        }

        var words = distance switch
        {
            { TotalMinutes: < 90 } => Rounded(distance.TotalMinutes, "min"),
            { TotalHours: < 36 } => Rounded(distance.TotalHours, "h"),
            { TotalDays: < 60 } => Rounded(distance.TotalDays, "d"),
            { TotalDays: < 730 } => Rounded(distance.TotalDays / 30.44, "months"),
            _ => Rounded(distance.TotalDays / 365.25, "years"),
        };
        return at <= now ? $"{words} ago" : $"in {words}";
    }

    public static string Full(DateTimeOffset at) => at.UtcDateTime.ToString("ddd d MMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Rounded(double value, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Round(value):0} {unit}");
}
