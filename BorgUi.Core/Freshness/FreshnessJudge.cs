using BorgUi.Contracts.Plans;

namespace BorgUi.Core.Freshness;

/// <summary>Judges whether the backups of a plan into a repository are as fresh as is expected.</summary>
public static class FreshnessJudge
{
    /// <summary>A worker that is busy for a moment, or restarts, makes no backup late.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan LeastGrace = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan MostGrace = TimeSpan.FromHours(12);
    private static readonly TimeSpan LongestUsual = TimeSpan.FromDays(1);

    public static PlanFreshness Of(Expectation expectation, BackupHistory history, DateTimeOffset now)
    {
        var expected = expectation.After(Anchor(history));
        DateTimeOffset? overdueFrom = expected is null ? null : expected.DueBy + expected.Jitter + Grace(expected, history);
        var isAbsent = history.AbsentUntil > now;
        var status = isAbsent ? FreshnessStatus.Absent : StatusOf(expected, history, overdueFrom, now);
        return new()
        {
            Status = status,
            IsOverdue = !isAbsent && now > overdueFrom,
            Reason = FreshnessWords.Of(status, expected, history, now),
            RepositoryId = history.RepositoryId,
            ExpectedBy = expected?.Source,
            ExpectedEverySeconds = (long?)expected?.Every.TotalSeconds,
            LastSuccess = history.LastGood?.EndedAt,
            LastSuccessHadWarnings = history.LastGood is { HadWarnings: true },
            DueBy = expected?.DueBy,
            OverdueFrom = overdueFrom,
            NextRun = expectation.FirstAfter(now),
        };
    }

    /// <summary>Of a plan with several repositories: the one that needs somebody most.</summary>
    public static PlanFreshness Worst(IEnumerable<PlanFreshness> ofOnePlan) => ofOnePlan.MaxBy(freshness => (freshness.IsOverdue, Rank(freshness.Status)))!;

    /// <summary>How much a status needs somebody; 0 when nobody at all.</summary>
    public static int Rank(FreshnessStatus status) => status switch
    {
        FreshnessStatus.Fresh => 0,
        FreshnessStatus.Absent => 1,
        FreshnessStatus.Unscheduled => 2,
        FreshnessStatus.Late => 3,
        FreshnessStatus.Unproven => 4,
        FreshnessStatus.Failing => 5,
        _ => 6,
    };

    // A backup has what was there when it began: what is due after that is still to come.
    private static DateTimeOffset Anchor(BackupHistory history)
    {
        var since = history.LastGood?.StartedAt ?? history.PlannedSince;
        return history.AbsentUntil > since ? history.AbsentUntil.Value : since;
    }

    // A quarter of the interval, within bounds, and the time that it usually takes.
    private static TimeSpan Grace(ExpectedBackup expected, BackupHistory history)
    {
        var usual = history.UsualDuration < LongestUsual ? history.UsualDuration : LongestUsual;
        var share = expected.Every / 4;
        return usual + (share < LeastGrace ? LeastGrace : share > MostGrace ? MostGrace : share);
    }

    private static FreshnessStatus StatusOf(ExpectedBackup? expected, BackupHistory history, DateTimeOffset? overdueFrom, DateTimeOffset now) => history switch
    {
        { LastFailure: not null } => FreshnessStatus.Failing,
        { LastGood: null } => FreshnessStatus.Unproven,
        _ when expected is null => FreshnessStatus.Unscheduled,
        _ when now > overdueFrom => FreshnessStatus.Overdue,
        { RunningSince: null } when now > expected.DueBy + expected.Jitter + Slack => FreshnessStatus.Late,
        _ => FreshnessStatus.Fresh,
    };
}
