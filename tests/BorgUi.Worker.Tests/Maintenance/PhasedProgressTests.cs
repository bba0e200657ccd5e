using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Maintenance;

namespace BorgUi.Worker.Tests.Maintenance;

public sealed class PhasedProgressTests
{
    private readonly PhasedProgress _progress = new(TimeProvider.System, new Phase("first", "First", 3), new Phase("second", "Second", 1));

    [Fact]
    public void Phases_count_by_their_weight()
    {
        Assert.Equal((37.5, "First"), PercentAfter(new("first", 1, 2)));
        Assert.Equal((75, "First"), PercentAfter(new("first", 0, 0, Finished: true)));
        Assert.Equal((87.5, "Second"), PercentAfter(new("second", 1, 2)));
    }

    [Fact]
    public void A_total_of_nothing_and_steps_of_others_say_nothing()
    {
        Assert.Equal((0, "First"), PercentAfter(new("first", 5, 0)));
        Assert.Equal((null, null), PercentAfter(new("other", 1, 2)));
    }

    private (double? Percent, string? Message) PercentAfter(Step step)
    {
        var next = _progress.Next(new ProgressPercent(1, step.MessageId, step.Current, step.Total, null, [], null, step.Finished), new JobProgress());
        return (next.Percent, next.Message);
    }

    private sealed record Step(string MessageId, long Current, long Total, bool Finished = false);
}
