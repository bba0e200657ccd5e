using Quartz;

namespace BorgUi.Core.Schedules;

/// <summary>
/// The due times of a crontab expression in a time zone: the one place that knows them, so that a preview shows what will happen.
/// A time that the clocks pass over is due when they have; one that they show twice is due the first time, unless the expression
/// speaks of intervals.
/// </summary>
public sealed class CronSchedule
{
    /// <summary>Who is never due between so many windows in a row is never due.</summary>
    private const int MostWindows = 1_000;

    private static readonly TimeSpan LongerThanAnyOverlap = TimeSpan.FromHours(4);

    private readonly CronExpression _cron;
    private readonly TimeZoneInfo _zone;
    private readonly IReadOnlyList<Blackout> _blackouts;

    private CronSchedule(CronExpression cron, TimeZoneInfo zone, IReadOnlyList<Blackout> blackouts) =>
        (_cron, _zone, _blackouts) = (cron.WithTimeZone(zone), zone, blackouts);

    /// <summary>Of what was checked before, by <see cref="Check"/> and <see cref="FindZone"/>.</summary>
    /// <exception cref="FormatException">It was not.</exception>
    public static CronSchedule Of(string expression, string timeZone, IReadOnlyList<Blackout>? blackouts = null) => new(
        CronExpression.Parse(expression, CronFormat.Unix),
        FindZone(timeZone) ?? throw new FormatException($"There is no time zone {timeZone}."),
        blackouts ?? []);

    /// <summary>What is wrong with the expression, for people; null when nothing is.</summary>
    public static string? Check(string expression)
    {
        if (expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is not ({ Length: 5 } or [['@', ..]]))
        {
            return "Give five fields, as in a crontab: minute, hour, day of month, month, day of week. Each night at 3 is \"0 3 * * *\".";
        }

        try
        {
            CronExpression.Parse(expression, CronFormat.Unix);
            return null;
        }
        catch (FormatException error)
        {
            return $"This is no time: {error.Message.TrimEnd('.')}. Give minute (0-59), hour (0-23), day of month (1-31), month (1-12) and day of week (0-7).";
        }
    }

    /// <summary>Null when this machine knows no time zone of this name.</summary>
    public static TimeZoneInfo? FindZone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    /// <summary>The first due time after this moment; null when there is none any more.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset moment)
    {
        var due = NextOfCron(moment);
        for (var i = 0; due is { } at && EndOfWindow(at) is { } end; i++)
        {
            due = i < MostWindows ? NextOfCron(end.AddSeconds(-1)) : null;
        }

        return due;
    }

    /// <summary>All due times after this moment, as far as they are asked for.</summary>
    public IEnumerable<DateTimeOffset> After(DateTimeOffset moment)
    {
        for (var due = NextAfter(moment); due is { } at; due = NextAfter(at))
        {
            yield return at;
        }
    }

    /// <summary>The last due time that is not after this moment, but after <paramref name="since"/>; null when there is none.</summary>
    public DateTimeOffset? NewestIn(DateTimeOffset since, DateTimeOffset moment)
    {
        if (NextAfter(since) is not { } newest || newest > moment)
        {
            return null;
        }

        // Nothing is due between the second of them and the moment.
        var (low, high) = (newest, moment);
        while (high - low > TimeSpan.FromSeconds(1))
        {
            var middle = low + ((high - low) / 2);
            if (NextAfter(middle) is { } due && due <= moment)
            {
                (newest, low) = (due, due);
            }
            else
            {
                high = middle;
            }
        }

        return newest;
    }

    /// <summary>When the window around this moment ends; the moment itself when there is none.</summary>
    public DateTimeOffset EndOfBlackout(DateTimeOffset moment)
    {
        for (var i = 0; i < MostWindows && EndOfWindow(moment) is { } end; i++)
        {
            moment = end;
        }

        return moment;
    }

    private DateTimeOffset? NextOfCron(DateTimeOffset moment)
    {
        var due = _cron.GetNextValidTimeAfter(moment);
        while (due is { } at && IsRepetition(at))
        {
            due = _cron.GetNextValidTimeAfter(at);
        }

        return due?.ToUniversalTime();
    }

    // Asked within the hour that the clocks show for the second time, Quartz says that "30 2 * * *" is due then; asked before, that it
    // was due in the first. What counts is what it says to somebody who has asked all along.
    private bool IsRepetition(DateTimeOffset due)
    {
        var local = TimeZoneInfo.ConvertTime(due, _zone);
        if (!_zone.IsAmbiguousTime(local.DateTime) || local.Offset == _zone.GetAmbiguousTimeOffsets(local.DateTime).Max())
        {
            return false;
        }

        var known = _cron.GetNextValidTimeAfter(due - LongerThanAnyOverlap);
        while (known < due)
        {
            known = _cron.GetNextValidTimeAfter(known.Value);
        }

        return known != due;
    }

    private DateTimeOffset? EndOfWindow(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, _zone).DateTime;
        return _blackouts.Select(blackout => blackout.EndAround(local)).FirstOrDefault(end => end is not null) is { } to ? InZone(to) : null;
    }

    private DateTimeOffset InZone(DateTime local) => new DateTimeOffset(local, _zone.GetUtcOffset(local)).ToUniversalTime();
}
