namespace BorgUi.Core.Freshness;

/// <summary>What became of a plan's backups into one repository, as far as their freshness needs it.</summary>
public sealed record BackupHistory
{
    public required Guid RepositoryId { get; init; }

    /// <summary>When the plan was made, or this repository was added to it.</summary>
    public required DateTimeOffset PlannedSince { get; init; }

    /// <summary>Also after it has passed: what was due before is not expected.</summary>
    public DateTimeOffset? AbsentUntil { get; init; }

    public string? AbsentReason { get; init; }

    public GoodBackup? LastGood { get; init; }

    /// <summary>Given when no good backup came after it.</summary>
    public FailedBackup? LastFailure { get; init; }

    /// <summary>How long the plan's last good backups took, into all its repositories: they are filled one after another.</summary>
    public TimeSpan UsualDuration { get; init; }

    /// <summary>Since when a backup of the plan is running, into whichever repository.</summary>
    public DateTimeOffset? RunningSince { get; init; }
}

public sealed record GoodBackup(DateTimeOffset StartedAt, DateTimeOffset EndedAt, bool HadWarnings = false);

public sealed record FailedBackup(DateTimeOffset EndedAt, string? Error);
