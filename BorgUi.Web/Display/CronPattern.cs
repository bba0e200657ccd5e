using System.Globalization;
using System.Text.RegularExpressions;

namespace BorgUi.Web.Display;

/// <summary>The ways to say when something is due.</summary>
internal enum Rhythm
{
    Hours,
    Day,
    Week,
    Month,

    /// <summary>A crontab expression of any other kind.</summary>
    Cron,
}

/// <summary>A crontab expression that can be said in a sentence, and filled into a form.</summary>
internal sealed partial record CronPattern
{
    private static readonly string[] DayNames = ["Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays"];

    public required Rhythm Rhythm { get; init; }

    public int EveryHours { get; init; } = 1;

    public int Minute { get; init; }

    public int Hour { get; init; }

    /// <summary>0 is Sunday.</summary>
    public IReadOnlyList<int> WeekDays { get; init; } = [];

    public int MonthDay { get; init; } = 1;

    public static CronPattern? Read(string cron)
    {
        if (Hours().Match(cron) is { Success: true } hours)
        {
            return new() { Rhythm = Rhythm.Hours, Minute = Number(hours, "minute"), EveryHours = hours.Groups["hours"].Success ? Number(hours, "hours") : 1 };
        }

        if (Days().Match(cron) is not { Success: true } days)
        {
            return null;
        }

        var at = new CronPattern { Rhythm = Rhythm.Day, Minute = Number(days, "minute"), Hour = Number(days, "hour") };
        return (days.Groups["date"].Value, days.Groups["days"].Value) switch
        {
            ("*", "*") => at,
            ("*", var week) => at with { Rhythm = Rhythm.Week, WeekDays = [.. week.Split(',').Select(day => int.Parse(day, CultureInfo.InvariantCulture) % 7).Distinct().Order()] },
            (var date, "*") => at with { Rhythm = Rhythm.Month, MonthDay = int.Parse(date, CultureInfo.InvariantCulture) },
            _ => null,
        };
    }

    /// <summary>The sentence, or the expression itself when there is none.</summary>
    public static string Words(string cron) => Minutes().Match(cron) switch
    {
        { Success: true } minutes when minutes.Groups["minutes"].Success => Text($"Every {Number(minutes, "minutes")} minutes"),
        { Success: true } => "Every minute",
        _ => Read(cron)?.ToWords() ?? cron,
    };

    public string ToCron() => Rhythm switch
    {
        Rhythm.Hours => Text($"{Minute} {(EveryHours == 1 ? "*" : $"*/{EveryHours}")} * * *"),
        Rhythm.Week => Text($"{Minute} {Hour} * * {string.Join(',', WeekDays.Order())}"),
        Rhythm.Month => Text($"{Minute} {Hour} {MonthDay} * *"),
        _ => Text($"{Minute} {Hour} * * *"),
    };

    private string ToWords() => Rhythm switch
    {
        Rhythm.Hours when EveryHours == 1 => Text($"Every hour at minute {Minute}"),
        Rhythm.Hours => Text($"Every {EveryHours} hours at minute {Minute}"),
        Rhythm.Week => Text($"{Display.Words.List([.. WeekDays.Select(day => DayNames[day])])} at {Hour:00}:{Minute:00}"),
        Rhythm.Month => Text($"On day {MonthDay} of each month at {Hour:00}:{Minute:00}"),
        _ => Text($"Every day at {Hour:00}:{Minute:00}"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    // "* * * * *", "*/15 * * * *"; others begin anew with each hour before they are through.
    [GeneratedRegex(@"^\*(/(?<minutes>[2-6]|10|12|15|20|30))? \* \* \* \*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Minutes();

    // "15 * * * *", "0 */6 * * *"
    [GeneratedRegex(@"^(?<minute>[0-5]?\d) \*(/(?<hours>[2-9]|1\d|2[0-3]))? \* \* \*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Hours();

    // "0 3 * * *", "30 22 * * 1,5", "0 3 15 * *"
    [GeneratedRegex(@"^(?<minute>[0-5]?\d) (?<hour>[01]?\d|2[0-3]) (?<date>\*|[1-9]|[12]\d|3[01]) \* (?<days>\*|[0-7](,[0-7])*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Days();
}
