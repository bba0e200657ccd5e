using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Signals;

/// <summary>In which way a backup is unlike those of its plan before it.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<SignalKind>))]
public enum SignalKind
{
    /// <summary>Many files are gone.</summary>
    FilesGone,

    /// <summary>Much of the data is gone.</summary>
    DataGone,

    /// <summary>Many files changed.</summary>
    ManyChanged,

    /// <summary>Many files have another ending, as those that were encrypted mostly have.</summary>
    OtherEndings,

    /// <summary>Much of the data is new to the repository.</summary>
    MuchNewData,

    /// <summary>The data compresses worse, as encrypted data does.</summary>
    CompressesWorse,
}

/// <param name="Words">What it is and what is usual, in a sentence.</param>
public sealed record BackupSignal(SignalKind Kind, string Words);

/// <summary>What an archive holds otherwise than an earlier one of its plan.</summary>
public sealed record BackupChanges
{
    /// <summary>The archive before it, when it was compared; it may be gone.</summary>
    public required Guid SinceArchiveId { get; init; }

    public required long AddedFiles { get; init; }

    public required long AddedBytes { get; init; }

    public required long ChangedFiles { get; init; }

    /// <summary>Their sizes now.</summary>
    public required long ChangedBytes { get; init; }

    public required long DeletedFiles { get; init; }

    public required long DeletedBytes { get; init; }

    /// <summary>Those of the added ones that stand in the place of a deleted one whose name differs by the ending alone.</summary>
    public required long OtherEndingFiles { get; init; }

    /// <summary>The commonest of these endings, at most 3, with their dots.</summary>
    public IReadOnlyList<string> NewEndings { get; init; } = [];

    /// <summary>Where most of it is, at most 10 folders.</summary>
    public IReadOnlyList<ChangedFolder> Folders { get; init; } = [];
}

/// <summary>How many files of one folder, without those below it, came, changed and went.</summary>
/// <param name="Path">Empty for the root.</param>
public sealed record ChangedFolder(string Path, long Added, long Changed, long Deleted);

/// <summary>What one backup was. Sizes are bytes.</summary>
public sealed record BackupFiguresResponse
{
    public required Guid ArchiveId { get; init; }

    /// <summary>Null when the archive is gone.</summary>
    public string? ArchiveName { get; init; }

    public required Guid RepositoryId { get; init; }

    public required string RepositoryName { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required long FileCount { get; init; }

    public required long OriginalSize { get; init; }

    public required long CompressedSize { get; init; }

    /// <summary>What the repository did not have before.</summary>
    public required long DeduplicatedSize { get; init; }

    /// <summary>Null until the archive and the one before it are indexed; of the first backup, and of one whose predecessor was gone by then, for good.</summary>
    public BackupChanges? Changes { get; init; }

    /// <summary>Null when it is as usual, or too little is known to say.</summary>
    public IReadOnlyList<BackupSignal>? Signals { get; init; }

    /// <summary>When somebody looked at it and said so; null of what is as usual.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    public string? LookedBy { get; init; }
}

/// <summary>Somebody looked at the unusual backups of a plan.</summary>
public sealed record LookedRequest
{
    /// <summary>The newest one that was looked at; those after it stay. All when left out.</summary>
    public Guid? ArchiveId { get; init; }
}

/// <summary>How large a repository was when its backups ended, and where that leads. Sizes are bytes.</summary>
public sealed record RepositoryGrowth
{
    /// <summary>The last backup of each day, oldest first.</summary>
    public required IReadOnlyList<GrowthPoint> Points { get; init; }

    /// <summary>By a straight line through the points of the last 8 weeks; null when these are too few. Below 0 it shrinks.</summary>
    public long? BytesPerDay { get; init; }

    /// <summary>When its disk is full at this pace; null when it does not grow, when nobody can say, or when that is more than five years away.</summary>
    public DateTimeOffset? FullAt { get; init; }
}

/// <param name="StoredSize">After compression and deduplication.</param>
public sealed record GrowthPoint(DateTimeOffset At, long StoredSize);
