using System.Globalization;
using BorgUi.Contracts.Schedules;
using BorgUi.Web.Display;

namespace BorgUi.Web.Pages.Schedules;

/// <summary>The form of a schedule: times in words, from which the expression is written.</summary>
internal sealed class ScheduleInput
{
    public string? Name { get; set; }

    public ScheduledOperation Operation { get; set; }

    public Guid? PlanId { get; set; }

    public Guid? RepositoryId { get; set; }

    public Rhythm Rhythm { get; set; } = Rhythm.Day;

    public int? EveryHours { get; set; } = 6;

    public int? Minute { get; set; } = 0;

    /// <summary><c>03:00</c>, as the browser's field for times gives it.</summary>
    public string? Time { get; set; } = "03:00";

    public List<int> WeekDays { get; set; } = [];

    public int? MonthDay { get; set; } = 1;

    public string? CronExpression { get; set; }

    public string? TimeZone { get; set; }

    public CatchUp CatchUp { get; set; }

    public int? JitterSeconds { get; set; }

    /// <summary>One per line: <c>monday,friday 08:00-18:00</c>, or <c>22:00-06:00</c> for every day.</summary>
    public string? BlackoutWindows { get; set; }

    public bool Enabled { get; set; } = true;

    public static ScheduleInput From(ScheduledJobResponse schedule)
    {
        var input = new ScheduleInput
        {
            Name = schedule.Name,
            Operation = schedule.Operation,
            PlanId = schedule.PlanId,
            RepositoryId = schedule.PlanId is null ? schedule.RepositoryId : null,
            Rhythm = Rhythm.Cron,
            CronExpression = schedule.CronExpression,
            TimeZone = schedule.TimeZone,
            CatchUp = schedule.CatchUp,
            JitterSeconds = schedule.JitterSeconds,
            BlackoutWindows = BlackoutLines.Of(schedule.BlackoutWindows),
            Enabled = schedule.Enabled,
        };
        input.Fill(CronPattern.Read(schedule.CronExpression));
        return input;
    }

    public SaveScheduledJobRequest ToRequest() => new()
    {
        Name = Name,
        Operation = Operation,
        PlanId = ScheduleWords.IsOfPlan(Operation) ? PlanId : null,
        RepositoryId = ScheduleWords.IsOfPlan(Operation) ? null : RepositoryId,
        CronExpression = ToCron(),
        TimeZone = TimeZone,
        CatchUp = CatchUp,
        JitterSeconds = JitterSeconds,
        BlackoutWindows = BlackoutLines.Read(BlackoutWindows),
        Enabled = Enabled,
    };

    /// <summary>What is not filled in makes an expression that the API refuses in words.</summary>
    private string? ToCron()
    {
        if (Rhythm == Rhythm.Cron)
        {
            return CronExpression;
        }

        var isTime = TimeOnly.TryParseExact(Time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        return Rhythm switch
        {
            Rhythm.Hours when EveryHours is { } hours && Minute is { } minute => new CronPattern { Rhythm = Rhythm, EveryHours = hours, Minute = minute }.ToCron(),
            Rhythm.Day or Rhythm.Week or Rhythm.Month when isTime && MonthDay is { } day && (WeekDays.Count > 0 || Rhythm != Rhythm.Week) =>
                new CronPattern { Rhythm = Rhythm, Hour = time.Hour, Minute = time.Minute, WeekDays = WeekDays, MonthDay = day }.ToCron(),
            _ => null,
        };
    }

    private void Fill(CronPattern? pattern)
    {
        if (pattern is null)
        {
            return;
        }

        Rhythm = pattern.Rhythm;
        WeekDays = [.. pattern.WeekDays];
        MonthDay = pattern.MonthDay;
        if (pattern.Rhythm == Rhythm.Hours)
        {
            (EveryHours, Minute) = (pattern.EveryHours, pattern.Minute);
        }
        else
        {
            Time = string.Create(CultureInfo.InvariantCulture, $"{pattern.Hour:00}:{pattern.Minute:00}");
        }
    }
}
