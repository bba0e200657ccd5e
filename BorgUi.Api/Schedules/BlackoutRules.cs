using System.Globalization;
using BorgUi.Api.Http;
using BorgUi.Contracts.Schedules;
using BorgUi.Core.Schedules;

namespace BorgUi.Api.Schedules;

/// <summary>The hours in which nothing is due: how they are written and what they may be.</summary>
internal static class BlackoutRules
{
    private const string Field = "blackout_windows";
    private const int MostWindows = 20;

    private static readonly Dictionary<string, DayOfWeek> Days =
        Enum.GetValues<DayOfWeek>().ToDictionary(day => day.ToString(), StringComparer.OrdinalIgnoreCase);

    public static List<Blackout> Check(FieldErrors errors, IReadOnlyList<BlackoutWindow>? windows)
    {
        if (windows is { Count: > MostWindows })
        {
            errors.Add(Field, $"Give at most {MostWindows} windows.");
            return [];
        }

        return [.. (windows ?? []).Select(window => Check(errors, window)).OfType<Blackout>()];
    }

    public static List<BlackoutWindow> Write(IEnumerable<Blackout> blackouts) =>
    [
        .. blackouts.Select(blackout => new BlackoutWindow
        {
#pragma warning disable CA1308 // The words of the wire are lower case.
            Days = blackout.Days.Count == 0 ? null : [.. blackout.Days.Select(day => day.ToString().ToLowerInvariant())],
#pragma warning restore CA1308
            From = Text(blackout.From),
            To = Text(blackout.To),
        }),
    ];

    private static Blackout? Check(FieldErrors errors, BlackoutWindow? window)
    {
        var days = (window?.Days ?? []).Select(day => day is not null && Days.TryGetValue(day, out var value) ? value : (DayOfWeek?)null).Distinct().ToList();
        if (days.Contains(null))
        {
            errors.Add(Field, "Give the days as monday, tuesday, wednesday, thursday, friday, saturday and sunday; none means every day.");
            return null;
        }

        if (Time(window?.From) is not { } from || Time(window?.To) is not { } to || from == to)
        {
            errors.Add(Field, "Give from and to as two different times of the day: 08:00 and 18:00; an earlier end is on the next day.");
            return null;
        }

        return new([.. days.OfType<DayOfWeek>()], from, to);
    }

    private static TimeOnly? Time(string? text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
