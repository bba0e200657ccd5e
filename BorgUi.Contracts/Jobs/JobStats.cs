using BorgUi.Contracts.Repositories;

namespace BorgUi.Contracts.Jobs;

/// <summary>The <see cref="JobResponse.Stats"/> of a check.</summary>
public sealed record CheckStats(CheckResult Result, int Findings, int MissingChunks, bool RepositoryChecked, bool ArchivesChecked);

/// <summary>The <see cref="JobResponse.Stats"/> of a compact.</summary>
/// <param name="FreedBytes">As borg tells it, rounded to five digits.</param>
/// <param name="SizeBefore">Bytes of the repository's data on disk; null when it lies on a server.</param>
/// <param name="SizeAfter">The same afterwards.</param>
public sealed record CompactStats(long FreedBytes, long? SizeBefore = null, long? SizeAfter = null);

/// <summary>The <see cref="JobResponse.Stats"/> of a prune.</summary>
public sealed record PruneStats(bool DryRun, int KeptCount, int PrunedCount, IReadOnlyList<PrunedArchive> Kept, IReadOnlyList<PrunedArchive> Pruned);

/// <summary>What a prune did with an archive.</summary>
/// <param name="Name">The archive's name.</param>
/// <param name="BorgId">borg's own id, 64 hex digits.</param>
/// <param name="Rule">Why it is kept, in borg's words, <c>daily #1</c>; null when it is pruned.</param>
public sealed record PrunedArchive(string Name, string BorgId, string? Rule = null);

/// <summary>The <see cref="JobResponse.Stats"/> of a restore. Files are everything that is no folder; selected is what the archive holds of what was asked for.</summary>
/// <param name="FilesSkipped">Left alone by the policy for files that are there already.</param>
public sealed record RestoreStats(
    bool DryRun, long FilesSelected, long BytesSelected, long FilesRestored, long BytesRestored, long FilesSkipped, long FilesFailed, long FoldersCreated)
{
    /// <summary>Bytes that the disk of the destination had left before; null when it could not be seen.</summary>
    public long? FreeBytes { get; init; }

    /// <summary>Of a dry run: how many of the restored ones would replace a file that is there.</summary>
    public long? FilesReplaced { get; init; }

    /// <summary>Of a dry run: whether the worker may write at the destination.</summary>
    public bool? MayWrite { get; init; }
}

/// <summary>The <see cref="JobResponse.Stats"/> of a restore drill.</summary>
/// <param name="Archive">The archive's name.</param>
/// <param name="Seed">Draws the same files of the same archive again.</param>
/// <param name="FilesDrawn">How many were restored, those that must be there included.</param>
/// <param name="MustHaves">How many paths must be there.</param>
/// <param name="FilesFailed">What is missing, has another size, or differs from a live file that has not changed.</param>
/// <param name="BytesRestored">Of the files that came back.</param>
/// <param name="FilesCompared">Those whose content was compared with the live file, because that has not changed since.</param>
/// <param name="Seconds">How long borg took to restore them.</param>
/// <param name="BytesPerSecond">Null when too little came back to say.</param>
public sealed record DrillStats(
    string Archive, int Seed, int FilesDrawn, int MustHaves, int FilesFailed, long BytesRestored, int FilesCompared, double Seconds, long? BytesPerSecond = null);

/// <summary>The <see cref="JobResponse.Stats"/> of a comparison: how many paths, folders included, differ in which way.</summary>
/// <param name="Archive">The name of the archive, or of the older one of two.</param>
/// <param name="Uncompared">Paths that could not be compared: nothing is known of them.</param>
/// <param name="BytesAdded">Of content that only the newer archive, or only the files of now, have.</param>
/// <param name="BytesRemoved">Of content that only the archive, or the older one of two, has.</param>
public sealed record ComparisonStats(string Archive, long Added, long Removed, long Changed, long Uncompared, long BytesAdded, long BytesRemoved)
{
    /// <summary>Of two archives: the name of the newer one.</summary>
    public string? Other { get; init; }

    /// <summary>Of two archives: false when they were cut into chunks by different rules, so that borg cannot say how much of a changed file is new.</summary>
    public bool? SizesKnown { get; init; }

    /// <summary>With the files of now: how many paths of the archive were looked at.</summary>
    public long? PathsCompared { get; init; }

    /// <summary>With the files of now: of how many files the content was compared; null when that was not asked for.</summary>
    public long? ContentsCompared { get; init; }

    /// <summary>With the files of now: false when there was no plan that says what else should be in the archive.</summary>
    public bool? LookedForNew { get; init; }

    /// <summary>With the files of now: sources of the plan that are not there at all.</summary>
    public IReadOnlyList<string>? MissingSources { get; init; }
}

/// <summary>The <see cref="JobResponse.Stats"/> of a broken lock.</summary>
/// <param name="Owners">Who held the lock, as far as it can be seen: <c>host pid thread</c>.</param>
/// <param name="ArchiveCount">The archives that were listed afterwards.</param>
public sealed record LockStats(IReadOnlyList<string> Owners, int ArchiveCount);

/// <summary>The <see cref="JobResponse.Stats"/> of a test: how many archives were listed, and how long that took.</summary>
public sealed record TestStats(int ArchiveCount, double Seconds);
