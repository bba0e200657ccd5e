using System.Text;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Tests.Borg;

/// <summary>What borg tells as text only.</summary>
public sealed class BorgTextTests
{
    [Theory]
    [InlineData("1.2.4")]
    [InlineData("1.4.5")]
    public void Reads_what_a_prune_would_do(string version)
    {
        var decisions = Messages(new(version, "prune-dry-run")).Select(PruneDecision.Parse).OfType<PruneDecision>().ToList();

        Assert.Equal(12, decisions.Count);
        Assert.Equal(["daily-11", "daily-10", "daily-09", "daily-08", "daily-07", "daily-06"], decisions.Where(decision => decision.IsKept).Select(decision => decision.Name));
        Assert.Equal("daily #1", decisions[0].Rule);
        Assert.All(decisions, decision => Assert.Equal(64, decision.Id.Length));
    }

    [Theory]
    [InlineData("1.2.4")]
    [InlineData("1.4.5")]
    public void Reads_what_a_prune_did(string version)
    {
        var decisions = Messages(new(version, "prune-stats-list")).Select(PruneDecision.Parse).OfType<PruneDecision>().ToList();

        Assert.Contains(decisions, decision => decision is { Name: "daily-09", IsKept: false });
        Assert.Contains(decisions, decision => decision is { Name: "daily-00", Rule: { } rule } && rule.StartsWith("yearly", StringComparison.Ordinal));
    }

    [Fact]
    public void Takes_the_last_date_of_a_name_that_looks_like_a_line()
    {
        var id = new string('a', 64);
        var message = new LogMessage(
            BorgLogLevel.Info, "borg.output.list", null, $"Would prune:   x Mon, 2026-06-15 12:00:00 [1]   Mon, 2026-06-15 12:00:00 [{id}]", null);

        Assert.Equal(new PruneDecision("x Mon, 2026-06-15 12:00:00 [1]", id, null), PruneDecision.Parse(message));
    }

    [Theory]
    [InlineData("1.2.4", "compact-after-delete", 605_070L)]
    [InlineData("1.2.4", "compact-info", 809L)]
    [InlineData("1.4.5", "compact-info", 804L)]
    public void Reads_how_much_a_compact_freed(string version, string name, long bytes) =>
        Assert.Equal(bytes, Assert.Single(Messages(new(version, name)).Select(CompactionText.FreedBytes).OfType<long>()));

    private static IEnumerable<LogMessage> Messages(Recording recording) =>
        Encoding.UTF8.GetString(recording.Error).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => BorgEventParser.Parse(Encoding.UTF8.GetBytes(line), out _))
            .OfType<LogMessage>();
}
