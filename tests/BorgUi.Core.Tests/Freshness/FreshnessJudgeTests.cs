using BorgUi.Contracts.Plans;
using BorgUi.Core.Freshness;
using BorgUi.Core.Schedules;
using static BorgUi.Core.Tests.Schedules.CronScheduleTests;

namespace BorgUi.Core.Tests.Freshness;

public sealed class FreshnessJudgeTests
{
    private const string Nightly = "0 3 * * *";

    private static readonly DateTimeOffset Created = At("2026-03-01T12:00Z");

    // The grace of a day is 6 hours, and the last backup took 20 minutes.
    [Theory]
    [InlineData("2026-03-10T18:00Z", FreshnessStatus.Fresh, false)]
    [InlineData("2026-03-11T03:04Z", FreshnessStatus.Fresh, false)]
    [InlineData("2026-03-11T03:06Z", FreshnessStatus.Late, false)]
    [InlineData("2026-03-11T09:19Z", FreshnessStatus.Late, false)]
    [InlineData("2026-03-11T09:21Z", FreshnessStatus.Overdue, true)]
    public void A_nightly_plan_is_late_after_its_due_time_and_overdue_after_its_grace(string now, FreshnessStatus status, bool isOverdue)
    {
        var judged = Judge(Scheduled(Nightly), Backed("2026-03-10T03:00:10Z"), now);

        Assert.Equal((status, isOverdue), (judged.Status, judged.IsOverdue));
        Assert.Equal((At("2026-03-11T03:00Z"), FreshnessSource.Schedules, 24 * 60 * 60), (judged.DueBy, judged.ExpectedBy, judged.ExpectedEverySeconds));
    }

    // Berlin's clocks pass over 02:00 to 03:00 on 29 March, and show it twice on 25 October.
    [Theory]
    [InlineData("0 3 * * *", "2026-03-28T02:00:10Z", "2026-03-29T01:00Z")]
    [InlineData("30 2 * * *", "2026-03-28T01:30:10Z", "2026-03-29T01:00Z")]
    [InlineData("30 2 * * *", "2026-10-24T00:30:10Z", "2026-10-25T00:30Z")]
    [InlineData("30 2 * * *", "2026-10-25T00:30:10Z", "2026-10-26T01:30Z")]
    public void A_day_on_which_the_clocks_change_makes_nothing_late(string cron, string backedAt, string dueBy)
    {
        var plan = Scheduled(cron, "Europe/Berlin");

        Assert.Equal(At(dueBy), Judge(plan, Backed(backedAt), backedAt).DueBy);
        Assert.Equal(FreshnessStatus.Fresh, FreshnessJudge.Of(plan, Backed(backedAt), At(dueBy)).Status);
    }

    [Fact]
    public void A_weekend_without_due_times_is_no_absence_of_backups()
    {
        var workdays = Scheduled("0 20 * * 1-5");

        Assert.Equal(FreshnessStatus.Fresh, Judge(workdays, Backed("2026-11-20T20:00:10Z"), "2026-11-23T19:00Z").Status);
        Assert.Equal(FreshnessStatus.Overdue, Judge(workdays, Backed("2026-11-19T20:00:10Z"), "2026-11-21T08:30Z").Status);
    }

    [Theory]
    [InlineData("*/15 * * * *", "2026-03-10T03:35Z", FreshnessStatus.Late)]
    [InlineData("*/15 * * * *", "2026-03-10T04:10Z", FreshnessStatus.Overdue)]
    [InlineData("0 3 1 * *", "2026-04-01T15:15Z", FreshnessStatus.Late)]
    [InlineData("0 3 1 * *", "2026-04-01T15:25Z", FreshnessStatus.Overdue)]
    public void The_grace_is_never_shorter_than_half_an_hour_nor_longer_than_half_a_day(string cron, string now, FreshnessStatus status) =>
        Assert.Equal(status, Judge(Scheduled(cron), Backed("2026-03-10T03:00:10Z"), now).Status);

    [Fact]
    public void What_is_never_attempted_counts_once_its_first_due_time_has_passed()
    {
        var plan = Scheduled(Nightly);

        var before = Judge(plan, Never(), "2026-03-01T20:00Z");
        var after = Judge(plan, Never(), "2026-03-02T09:01Z");

        Assert.Equal((FreshnessStatus.Unproven, false, At("2026-03-02T03:00Z")), (before.Status, before.IsOverdue, before.DueBy));
        Assert.Equal((FreshnessStatus.Unproven, true), (after.Status, after.IsOverdue));
        Assert.Equal("It was never backed up. One was due 6 hours ago.", after.Reason);
    }

    [Fact]
    public void A_plan_that_fails_is_failing_however_fresh_it_is_and_overdue_besides_when_it_is()
    {
        var failing = Backed("2026-03-10T03:00:10Z") with { LastFailure = new(At("2026-03-10T15:00Z"), "The disk is full.") };

        var soon = Judge(Scheduled(Nightly), failing, "2026-03-10T16:00Z");
        var later = Judge(Scheduled(Nightly), failing, "2026-03-12T16:00Z");

        Assert.Equal((FreshnessStatus.Failing, false), (soon.Status, soon.IsOverdue));
        Assert.Equal("The last attempt failed 60 minutes ago: The disk is full. The last good backup is 13 hours old. The next is due in 11 hours.", soon.Reason);
        Assert.Equal((FreshnessStatus.Failing, true), (later.Status, later.IsOverdue));
    }

    [Fact]
    public void Warnings_are_a_success_with_a_mark()
    {
        var history = Never() with { LastGood = new(At("2026-03-10T03:00:10Z"), At("2026-03-10T03:20Z"), HadWarnings: true) };

        var judged = Judge(Scheduled(Nightly), history, "2026-03-10T12:00Z");

        Assert.Equal((FreshnessStatus.Fresh, true), (judged.Status, judged.LastSuccessHadWarnings));
    }

    [Fact]
    public void What_its_owner_says_stands_above_the_schedules_and_needs_none()
    {
        var byHand = new Expectation(TimeSpan.FromDays(2), []);

        Assert.Equal(FreshnessStatus.Fresh, Judge(byHand, Backed("2026-03-10T03:00Z"), "2026-03-12T03:00Z").Status);
        Assert.Equal(FreshnessStatus.Late, Judge(byHand, Backed("2026-03-10T03:00Z"), "2026-03-12T03:30Z").Status);
        Assert.Equal(FreshnessStatus.Overdue, Judge(byHand, Backed("2026-03-10T03:00Z"), "2026-03-12T15:30Z").Status);
        Assert.Equal(FreshnessSource.Plan, Judge(Scheduled(Nightly) with { ByHand = TimeSpan.FromDays(2) }, Never(), "2026-03-10T03:00Z").ExpectedBy);
    }

    [Fact]
    public void Without_schedule_and_word_nothing_is_expected_and_that_is_said()
    {
        var judged = Judge(new(null, []), Backed("2026-03-10T03:00Z"), "2030-03-10T03:00Z");

        Assert.Equal((FreshnessStatus.Unscheduled, false, null), (judged.Status, judged.IsOverdue, judged.DueBy));
        Assert.Contains("Nothing says how fresh it must be", judged.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_absence_silences_and_when_it_ends_the_next_due_time_counts()
    {
        var away = Backed("2026-03-10T03:00Z") with { AbsentUntil = At("2026-03-20T00:00Z"), AbsentReason = "on holiday" };

        var during = Judge(Scheduled(Nightly), away, "2026-03-19T12:00Z");

        Assert.Equal((FreshnessStatus.Absent, false), (during.Status, during.IsOverdue));
        Assert.StartsWith("Nothing is expected until 20 Mar 2026, 00:00 UTC: on holiday.", during.Reason, StringComparison.Ordinal);
        Assert.Equal(FreshnessStatus.Fresh, Judge(Scheduled(Nightly), away, "2026-03-20T02:00Z").Status);
        Assert.True(Judge(Scheduled(Nightly), away, "2026-03-20T10:00Z").IsOverdue);
    }

    [Fact]
    public void A_schedule_that_was_changed_or_enabled_counts_from_then()
    {
        var enabledLate = new Expectation(null, [new(CronSchedule.Of(Nightly, "UTC"), At("2026-03-15T12:00Z"), TimeSpan.Zero)]);

        Assert.Equal(At("2026-03-16T03:00Z"), Judge(enabledLate, Backed("2026-03-10T03:00Z"), "2026-03-15T13:00Z").DueBy);
    }

    [Fact]
    public void The_first_due_time_of_several_schedules_counts_and_their_jitter_is_waited_for()
    {
        var both = new Expectation(null, [.. Scheduled("0 3 * * 0").Schedules, .. Scheduled("0 12 * * *", jitter: TimeSpan.FromHours(1)).Schedules]);
        var history = Backed("2026-03-10T12:20Z");

        Assert.Equal(At("2026-03-11T12:00Z"), Judge(both, history, "2026-03-10T13:00Z").DueBy);
        Assert.Equal(FreshnessStatus.Fresh, Judge(both, history, "2026-03-11T13:04Z").Status);
        Assert.Equal(FreshnessStatus.Late, Judge(both, history, "2026-03-11T13:06Z").Status);
    }

    [Fact]
    public void While_one_is_running_nothing_is_late_until_its_grace_is_over()
    {
        var running = Backed("2026-03-10T03:00:10Z") with { RunningSince = At("2026-03-11T03:00:05Z") };

        Assert.Equal(FreshnessStatus.Fresh, Judge(Scheduled(Nightly), running, "2026-03-11T05:00Z").Status);
        Assert.Equal(FreshnessStatus.Overdue, Judge(Scheduled(Nightly), running, "2026-03-11T12:00Z").Status);
    }

    [Fact]
    public void A_plan_is_as_its_worst_repository()
    {
        var fresh = Judge(Scheduled(Nightly), Backed("2026-03-10T03:00:10Z"), "2026-03-11T12:00Z") with { Status = FreshnessStatus.Fresh, IsOverdue = false };
        var failing = fresh with { Status = FreshnessStatus.Failing };
        var overdue = fresh with { Status = FreshnessStatus.Unproven, IsOverdue = true };

        Assert.Same(failing, FreshnessJudge.Worst([fresh, failing, fresh with { Status = FreshnessStatus.Late }]));
        Assert.Same(overdue, FreshnessJudge.Worst([failing, overdue]));
    }

    private static PlanFreshness Judge(Expectation expectation, BackupHistory history, string now) => FreshnessJudge.Of(expectation, history, At(now));

    private static Expectation Scheduled(string cron, string zone = "UTC", TimeSpan jitter = default) =>
        new(null, [new(CronSchedule.Of(cron, zone), Created, jitter)]);

    private static BackupHistory Never() => new() { RepositoryId = Guid.Empty, PlannedSince = Created };

    private static BackupHistory Backed(string startedAt) => Never() with
    {
        LastGood = new(At(startedAt), At(startedAt).AddMinutes(20)), UsualDuration = TimeSpan.FromMinutes(20),
    };
}
