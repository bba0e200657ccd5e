using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Retention;
using BorgUi.Core.Retention;

namespace BorgUi.Core.Tests.Retention;

/// <summary>What borg does not have, or does not show; that the rules are borg's is tested with borg itself.</summary>
public sealed class ArchiveSelectionTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly RetentionScope All = RetentionScope.OfNames("*");

    [Fact]
    public void Days_begin_and_end_where_the_plan_lives()
    {
        // 00:30 and 23:30 of the 10th in Berlin; in UTC the first is still the 9th.
        RetentionCandidate[] archives = [Archive("early", At("2026-01-09T23:30")), Archive("late", At("2026-01-10T22:30"))];

        Assert.Equal(["late: daily #1", "early: daily #2"], Choose(archives, new() { KeepDaily = 2 }));
        Assert.Equal(["late: daily #1", "early: -"], Choose(archives, new() { KeepDaily = 1, TimeZone = "Europe/Berlin" }));
        Assert.Equal(["late: daily #1", "early: daily[oldest] #2"], Choose(archives, new() { KeepDaily = 2, TimeZone = "Europe/Berlin" }));
    }

    [Fact]
    public void The_hour_that_a_change_of_clocks_repeats_counts_once()
    {
        // 02:30 summer time and 02:30 winter time.
        RetentionCandidate[] archives = [Archive("old", At("2026-10-24T10:00")), Archive("summer", At("2026-10-25T00:30")), Archive("winter", At("2026-10-25T01:30"))];

        Assert.Equal(["winter: hourly #1", "summer: -", "old: hourly #2"], Choose(archives, new() { KeepHourly = 2, TimeZone = "Europe/Berlin" }));
        Assert.Equal(["winter: hourly #1", "summer: hourly #2", "old: -"], Choose(archives, new() { KeepHourly = 2 }));
    }

    [Fact]
    public void A_pin_saves_its_archive_and_changes_no_other_fate()
    {
        RetentionCandidate[] archives = [Day(1), Day(2) with { IsPinned = true }, Day(3), Day(4) with { IsPinned = true }, Day(5)];

        Assert.Equal(["5: daily #1", "4: daily #2", "3: -", "2: pinned", "1: -"], Choose(archives, new() { KeepDaily = 2 }));
    }

    [Fact]
    public void A_plan_counts_its_own_archives_and_the_foreign_ones_that_it_was_given()
    {
        var (mine, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        RetentionCandidate[] archives =
        [
            Day(1) with { Name = "web-1" }, Day(2) with { Name = "hand" }, Day(3) with { PlanId = mine }, Day(4) with { PlanId = other, Name = "web-4" }, Day(5) with { PlanId = mine },
        ];

        Assert.Equal(
            ["5: secondly #1", "web-4: other plan", "3: -", "hand: foreign", "web-1: foreign"],
            Choose(archives, new() { KeepLast = 1 }, RetentionScope.OfPlan(mine, foreign: null)));
        Assert.Equal(
            ["5: secondly #1", "web-4: other plan", "3: secondly #2", "hand: foreign", "web-1: -"],
            Choose(archives, new() { KeepLast = 2 }, RetentionScope.OfPlan(mine, "web-*")));
        Assert.Equal(
            ["5: other name", "web-4: secondly #1", "3: other name", "hand: other name", "web-1: -"],
            Choose(archives, new() { KeepLast = 1 }, RetentionScope.OfNames("web-*")));
    }

    [Fact]
    public void A_checkpoint_stays_while_nothing_whole_came_after_it()
    {
        RetentionCandidate[] archives = [Checkpoint(1, "a.checkpoint"), Day(2), Day(3), Checkpoint(4, "b.checkpoint"), Checkpoint(5, "b.checkpoint.1")];

        Assert.Equal(
            ["b.checkpoint.1: checkpoint", "b.checkpoint: -", "3: secondly #1", "2: -", "a.checkpoint: -"],
            Choose(archives, new() { KeepLast = 1 }));
        Assert.Equal(["b.checkpoint: checkpoint", "3: other name", "a.checkpoint: other name"], Choose([archives[0], archives[2], archives[3]], new() { KeepLast = 1 }, RetentionScope.OfNames("b")));
    }

    [Fact]
    public void Within_more_time_than_there_was_keeps_everything() =>
        Assert.Equal(["2: within #1", "1: within #2"], Choose([Day(1), Day(2)], new() { KeepWithin = "999999y" }));

    [Theory]
    [InlineData("24H", 24)]
    [InlineData("007d", 168)]
    [InlineData("2w", 336)]
    [InlineData("6m", 4464)]
    [InlineData("1y", 8760)]
    public void Intervals_are_borgs(string interval, long hours) => Assert.Equal(hours, ArchiveSelection.HoursIn(interval));

    [Theory]
    [InlineData(2, 4, null)]
    [InlineData(1, 3, PruneRisk.DeletesMost)]
    [InlineData(1, 1, null)]
    public void More_than_half_at_once_is_a_risk(int keep, int archives, PruneRisk? risk) =>
        Assert.Equal(risk, ArchiveSelection.Choose([.. Enumerable.Range(1, archives).Select(Day)], new() { KeepLast = keep }, All, Now).Risk);

    [Fact]
    public void To_keep_nothing_is_a_risk_unless_there_was_nothing()
    {
        var rules = new KeepRules { KeepWithin = "1H" };

        Assert.Equal(PruneRisk.KeepsNothing, ArchiveSelection.Choose([Day(1), Checkpoint(2, "a.checkpoint")], rules, All, Now).Risk);
        Assert.Null(ArchiveSelection.Choose([], rules, All, Now).Risk);
        Assert.Null(ArchiveSelection.Choose([Day(1) with { IsPinned = true }], rules, All, Now).Risk);
    }

    private static IEnumerable<string> Choose(IEnumerable<RetentionCandidate> archives, KeepRules rules, RetentionScope? scope = null) =>
        ArchiveSelection.Choose(archives, rules, scope ?? All, Now).Fates.Select(fate => $"{fate.Archive.Name}: {fate.Reason ?? "-"}");

    private static RetentionCandidate Day(int day) => Archive($"{day}", new(2026, 3, day, 3, 0, 0, TimeSpan.Zero));

    private static RetentionCandidate Checkpoint(int day, string name) => Day(day) with { Name = name, BorgId = name, IsCheckpoint = true };

    private static RetentionCandidate Archive(string name, DateTimeOffset startedAt) => new() { BorgId = name, Name = name, StartedAt = startedAt };

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time + "Z", System.Globalization.CultureInfo.InvariantCulture);
}
