using BorgUi.Contracts.Jobs;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Maintenance;

/// <summary>Gathers what a prune decided about each archive.</summary>
internal sealed class PruneReport
{
    private readonly List<PruneDecision> _decisions = [];

    public IReadOnlyList<PruneDecision> Kept => [.. _decisions.Where(decision => decision.IsKept)];

    public IReadOnlyList<PruneDecision> Pruned => [.. _decisions.Where(decision => !decision.IsKept)];

    public void Observe(BorgEvent happened)
    {
        if (happened is LogMessage message && PruneDecision.Parse(message) is { } decision)
        {
            _decisions.Add(decision);
        }
    }

    public PruneStats ToStats(bool dryRun) => new(dryRun, Kept.Count, Pruned.Count, [.. Kept.Select(Archive)], [.. Pruned.Select(Archive)]);

    private static PrunedArchive Archive(PruneDecision decision) => new(decision.Name, decision.Id, decision.Rule);
}
