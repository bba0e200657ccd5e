using System.Text.Json;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Retention;
using BorgUi.Core.Retention;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Jobs;

namespace BorgUi.Worker.Maintenance;

/// <summary>What a prune chose, and what the repository showed afterwards.</summary>
internal sealed class PruneReport(RetentionChoice choice)
{
    private readonly HashSet<string> _spared = [];
    private HashSet<string>? _present;

    public RetentionChoice Choice => choice;

    /// <summary>What was chosen, for the log, an archive a line.</summary>
    public IEnumerable<string> Lines => choice.Fates
        .Where(fate => fate.Verdict != PruneVerdict.Outside)
        .Select(fate => fate.Verdict == PruneVerdict.Keep ? $"keep    {fate.Archive.Name} ({fate.Reason})" : $"delete  {fate.Archive.Name}");

    /// <summary>An archive that was to be kept, and is gone.</summary>
    public string? Lost => choice.Kept.FirstOrDefault(archive => !IsPresent(archive))?.Name;

    /// <summary>An archive that was to go, and is still there.</summary>
    public string? Left => choice.Doomed.FirstOrDefault(archive => !_spared.Contains(archive.BorgId) && IsPresent(archive))?.Name;

    /// <summary>Archives that somebody pinned after the choice.</summary>
    public void Spare(IEnumerable<string> borgIds) => _spared.UnionWith(borgIds);

    public void Compare(ArchiveList after) => _present = [.. after.Archives.Select(archive => archive.Id)];

    /// <summary>The job's <c>stats</c>: pruned are those that would go or, after a look, those that are really gone.</summary>
    public string ToStats(bool dryRun)
    {
        List<PrunedArchive> kept = [.. choice.Fates.Where(IsKept).Select(fate => new PrunedArchive(fate.Archive.Name, fate.Archive.BorgId, fate.Reason ?? FateReason.Pinned))];
        List<PrunedArchive> pruned = [.. choice.Doomed.Where(IsGone).Select(archive => new PrunedArchive(archive.Name, archive.BorgId))];
        return JsonSerializer.Serialize(new(dryRun, kept.Count, pruned.Count, kept, pruned), JobStats.Default.PruneStats);
    }

    private bool IsKept(ArchiveFate fate) => fate.Verdict == PruneVerdict.Keep || _spared.Contains(fate.Archive.BorgId);

    private bool IsGone(RetentionCandidate archive) => !_spared.Contains(archive.BorgId) && _present?.Contains(archive.BorgId) != true;

    private bool IsPresent(RetentionCandidate archive) => _present?.Contains(archive.BorgId) == true;
}
