namespace BorgUi.Contracts.Archives;

/// <summary>An archive as others name it.</summary>
public sealed record ArchiveReference
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset StartedAt { get; init; }
}
