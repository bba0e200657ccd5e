using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Repositories;

/// <summary>What the last check of a repository came to.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<CheckResult>))]
public enum CheckResult
{
    Ok,

    /// <summary>No damage in the part that was looked at within the time that it had.</summary>
    Partial,
    Damaged,
}

/// <summary>What a check reads; everything but file contents when nothing is set.</summary>
public sealed record CheckRepositoryRequest
{
    /// <summary>Seconds after which the check stops, to go on there the next time; only with <see cref="RepositoryOnly"/>.</summary>
    public int? MaxDuration { get; init; }

    public bool RepositoryOnly { get; init; }

    public bool ArchivesOnly { get; init; }

    /// <summary>Decrypts and verifies every chunk.</summary>
    public bool VerifyData { get; init; }
}

/// <summary>How space is freed.</summary>
public sealed record CompactRepositoryRequest
{
    /// <summary>Percent of garbage from which a segment is rewritten; 10 when left out.</summary>
    public int? Threshold { get; init; }
}

/// <summary>Which archives survive; at least one rule must keep something.</summary>
public sealed record PruneRepositoryRequest
{
    /// <summary>borg's notation: <c>24H</c>, <c>7d</c>, <c>4w</c>, <c>6m</c>, <c>1y</c>.</summary>
    public string? KeepWithin { get; init; }

    public int? KeepLast { get; init; }

    public int? KeepHourly { get; init; }

    public int? KeepDaily { get; init; }

    public int? KeepWeekly { get; init; }

    public int? KeepMonthly { get; init; }

    public int? KeepYearly { get; init; }

    /// <summary>An IANA name: where days begin and end; that of the plan when left out, else UTC.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Prunes the archives of this plan. A repository of several plans needs this or <see cref="ArchiveGlob"/>.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>
    /// Prunes the archives whose name matches: <c>web-*</c>, or <c>*</c> for all as one series. With <see cref="PlanId"/>: archives
    /// that no plan made, but whose name matches, count as the plan's; those that the plan names when left out.
    /// </summary>
    public string? ArchiveGlob { get; init; }

    public bool DryRun { get; init; }
}

/// <summary>A new passphrase for the repository's key.</summary>
public sealed record ChangePassphraseRequest
{
    public string? NewPassphrase { get; init; }
}

/// <summary>The key of a repository as borg exported it, still sealed by the passphrase.</summary>
public sealed record ExportedKey(string Key, DateTimeOffset ExportedAt);
