using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Archives;
using BorgUi.Worker.Borg;
using BorgUi.Worker.SelfBackups;

namespace BorgUi.Worker.Comparisons;

/// <summary>Compares an archive, item by item, with what stands at its paths now, and then what a backup would take with the archive.</summary>
/// <param name="withContent">Compares files whose size and time are the same by their SHA-256.</param>
internal sealed class LiveComparison(DifferenceReport report, bool withContent)
{
    private const string OddName = "Its name holds bytes that are no UTF-8, which borg does not tell: it cannot be compared by name.";

    private readonly PathSet _archived = new();
    private readonly List<JobWarning> _warnings = [];

    /// <summary>What could not be read; the first of it.</summary>
    public IReadOnlyList<JobWarning> Warnings => _warnings;

    public int WarningCount { get; private set; }

    /// <summary>How many paths of the archive were looked at.</summary>
    public long Paths { get; private set; }

    /// <summary>Those of them that are files.</summary>
    public long Files { get; private set; }

    public long ContentsCompared { get; private set; }

    public ValueTask CompareAsync(ArchiveItem item, CancellationToken cancellationToken)
    {
        _archived.Add(item.Path);
        // BorgUi's own part was never at a place of its own.
        if (SelfBackup.Holds(item.Path))
        {
            return ValueTask.CompletedTask;
        }

        Paths++;
        Files += item is { Type: '-', IsHardLink: false } ? 1 : 0;
        var path = $"/{item.Path}";
        return LiveItem.Look(path) switch
        {
            (null, { } problem) => CannotReadAsync(item, problem),
            (null, null) => report.AddAsync(item.IsExact ? Line(item, DifferenceChange.Removed) : Line(item, DifferenceChange.Uncompared) with { Reason = OddName }),
            ({ } live, _) => CompareAsync(item, live, path, cancellationToken),
        };
    }

    /// <summary>Tells of a path that a backup would take, if the archive does not hold it.</summary>
    /// <param name="path">As borg goes through the sources.</param>
    public ValueTask LookForNewAsync(string path)
    {
        var stored = path.TrimStart('/') is { Length: > 0 } below ? below : ".";
        if (_archived.Contains(stored))
        {
            return ValueTask.CompletedTask;
        }

        var isExact = !path.Contains('?', StringComparison.Ordinal);
        var (live, problem) = LiveItem.Look(path);
        // A socket is named by borg, but never stored; what has just gone is not new.
        if (live is { Type: null } || (live is null && problem is null && isExact))
        {
            return ValueTask.CompletedTask;
        }

        return report.AddAsync(new()
        {
            Path = stored,
            Change = DifferenceChange.Added,
            Type = live?.Type,
            SizeAfter = live is { Type: EntryType.File } ? live.SizeBytes : null,
            MtimeAfter = live?.ModifiedAt,
            ExactName = isExact,
        });
    }

    private async ValueTask CompareAsync(ArchiveItem item, LiveItem live, string path, CancellationToken cancellationToken)
    {
        var aspects = LiveAspects.Of(item, live, path);
        if (withContent && item is { Type: '-', IsHardLink: false, Sha256: { } hash } && !aspects.Any(aspect => aspect is EntryAspect.Type or EntryAspect.Size or EntryAspect.Mtime))
        {
            var (isSame, problem) = await CompareContentAsync(path, hash, cancellationToken);
            if (problem is not null && aspects.Count == 0)
            {
                await CannotReadAsync(item, problem);
                return;
            }

            aspects = isSame ? aspects : [.. aspects, EntryAspect.Content];
        }

        if (aspects.Count > 0)
        {
            await report.AddAsync(Line(item, DifferenceChange.Changed) with
            {
                Type = live.Type,
                SizeAfter = live.Type == EntryType.File ? live.SizeBytes : null,
                MtimeAfter = live.ModifiedAt,
                What = aspects,
            });
        }
    }

    private async ValueTask<(bool IsSame, string? Problem)> CompareContentAsync(string path, string hash, CancellationToken cancellationToken)
    {
        try
        {
            var live = await ContentHash.OfAsync(path, cancellationToken);
            ContentsCompared++;
            return (Convert.ToHexStringLower(live) == hash, null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (true, $"Its content could not be read: {error.Message}");
        }
    }

    private ValueTask CannotReadAsync(ArchiveItem item, string problem)
    {
        WarningCount++;
        if (_warnings.Count < JobEnd.MaximumWarnings)
        {
            _warnings.Add(new(StorableText.Of($"/{item.Path}", JobLogStore.MaximumLineLength), problem));
        }

        return report.AddAsync(Line(item, DifferenceChange.Uncompared) with { Reason = problem });
    }

    // As the archive holds it.
    private static DifferenceLine Line(ArchiveItem item, DifferenceChange change) => new()
    {
        Path = item.Path,
        Change = change,
        Type = EntryKind.Of(item),
        SizeBefore = item is { Type: '-', IsHardLink: false } ? item.Size : null,
        MtimeBefore = item.ModifiedAt,
        ExactName = item.IsExact,
    };
}
