using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Maintenance;

/// <summary>A step that borg counts, by its message id, with what it costs beside the others.</summary>
internal sealed record Phase(string MessageId, string Words, double Weight = 1);

/// <summary>Makes one percent and an ETA of the steps of a command; phases run one after the other.</summary>
internal sealed class PhasedProgress(TimeProvider time, params IReadOnlyList<Phase> phases)
{
    private const double TooEarlyForEta = 0.02;

    private readonly double _sum = phases.Sum(phase => phase.Weight);
    private readonly long _startedAt = time.GetTimestamp();

    /// <summary>The figures after this event; those before when it is not about one of the phases.</summary>
    public JobProgress Next(BorgEvent happened, JobProgress before)
    {
        if (happened is not ProgressPercent said || phases.FirstOrDefault(phase => phase.MessageId == said.MessageId) is not { } current)
        {
            return before;
        }

        var done = phases.TakeWhile(phase => phase != current).Sum(phase => phase.Weight);
        var share = (done + (current.Weight * Part(said))) / _sum;
        return before with { Percent = share * 100, IsEstimate = phases.Count > 1, Message = current.Words, EtaSeconds = SecondsLeft(share) };
    }

    // The first event of a phase may have a total of 0; the last has no numbers.
    private static double Part(ProgressPercent said) => said switch
    {
        { Finished: true } => 1,
        { Total: > 0 } => Math.Clamp(said.Current / (double)said.Total, 0, 1),
        _ => 0,
    };

    private long? SecondsLeft(double share) => share is > TooEarlyForEta and < 1
        ? (long)Math.Ceiling(time.GetElapsedTime(_startedAt).TotalSeconds * (1 - share) / share)
        : null;
}
