using BorgUi.Core.Repositories;

namespace BorgUi.Core.Plans;

/// <summary>What is backed up, where to and under which names.</summary>
public sealed class BackupPlan
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Name { get; set; }

    public required Guid RepositoryId { get; set; }

    public Repository? Repository { get; private set; }

    public required List<string> Sources { get; set; }

    public required List<string> ExcludePatterns { get; set; }

    public required string Compression { get; set; }

    public required string ArchiveNameTemplate { get; set; }

    public required string Site { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
