using BorgUi.Core.Plans;

namespace BorgUi.Core.Jobs;

/// <summary>What a backup takes and how it names its archive.</summary>
public sealed record BackupDetails
{
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>BorgUi's own database and keys too.</summary>
    public bool IncludesBorgui { get; init; }

    public required IReadOnlyList<string> ExcludePatterns { get; init; }

    public required string Compression { get; init; }

    /// <summary>With borg's placeholders.</summary>
    public required string ArchiveNameTemplate { get; init; }

    /// <summary>What the plan says now.</summary>
    public static BackupDetails Of(BackupPlan plan) => new()
    {
        Sources = plan.Sources,
        IncludesBorgui = plan.IncludesBorgui,
        ExcludePatterns = plan.ExcludePatterns,
        Compression = plan.Compression,
        ArchiveNameTemplate = plan.ArchiveNameTemplate,
    };
}
