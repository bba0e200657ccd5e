using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Stats;
using BorgUi.Web.Display;
using BorgUi.Web.Tests.Fakes;

namespace BorgUi.Web.Tests.Display;

public sealed class VerdictTests
{
    private static readonly DateTimeOffset Now = SampleRecords.Now;

    [Fact]
    public void What_needs_somebody_is_counted_once_and_comes_before_everything_else()
    {
        var figures = Sample.Busy().Dashboard();

        var attention = Attention.Of(figures);

        Assert.Equal(attention.Alarms.Count + attention.Jobs.Count + figures.RepositoriesWithTrouble, attention.Count);
        Assert.Equal(("failed", $"{attention.Count} things need you."), Words(figures));
        Assert.DoesNotContain(attention.Jobs, job => job.PlanId == figures.Alarms[0].SubjectId && job.JobType == BorgUi.Contracts.Jobs.JobType.Backup);
        Assert.Equal(("failed", "1 thing needs you."), Words(Quiet(6) with { RepositoriesWithTrouble = 1 }));
    }

    [Fact]
    public void When_nothing_does_the_plans_are_told_of()
    {
        Assert.Equal(("completed", "All 12 plans are fresh. No restore is proven yet."), Words(Quiet(12, new FreshnessCount(FreshnessStatus.Fresh, 12))));
        Assert.Equal(("completed", "Your plan is fresh. The newest backup was made 3 h ago. Last proof of restore: 3 d ago."), Words(Quiet(1, new FreshnessCount(FreshnessStatus.Fresh, 1)) with { LastBackupAt = Now.AddHours(-3), LastProofAt = Now.AddDays(-3) }));
        Assert.Equal(("completed", "11 of 12 plans are fresh: 1 is absent. No restore is proven yet."), Words(Quiet(12, new(FreshnessStatus.Fresh, 11), new(FreshnessStatus.Absent, 1))));
        Assert.Equal(
            ("warning", "8 of 12 plans are fresh: 1 is late, 2 were never backed up and 1 has no schedule. No restore is proven yet."),
            Words(Quiet(12, new(FreshnessStatus.Fresh, 8), new(FreshnessStatus.Unscheduled, 1), new(FreshnessStatus.Late, 1), new(FreshnessStatus.Unproven, 2))));
    }

    [Theory]
    [InlineData(6 * 3600, "6 hours")]
    [InlineData(23 * 3600, "1 day")]
    [InlineData(25 * 3600, "1 day")]
    [InlineData(7 * 86400, "7 days")]
    [InlineData(900, "15 minutes")]
    public void A_day_on_which_the_clocks_change_is_called_a_day(int seconds, string words) => Assert.Equal(words, FreshnessWords.Span(seconds));

    private static (string Tone, string Words) Words(DashboardResponse figures) => (Verdict.Of(figures, Now).Tone, Verdict.Of(figures, Now).Words);

    private static DashboardResponse Quiet(int plans, params FreshnessCount[] freshness) => Sample.Empty().Dashboard() with
    {
        Repositories = 1, Plans = plans, Freshness = freshness,
    };
}
