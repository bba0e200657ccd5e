namespace BorgUi.Core.Jobs;

/// <summary>How a compact works.</summary>
public sealed record CompactDetails
{
    /// <summary>Segments with less than this share of garbage are left alone.</summary>
    public int ThresholdPercent { get; init; } = 10;
}

/// <summary><c>borg compact</c>, the only step that frees space.</summary>
public sealed class CompactJob : Job
{
    public CompactJob() => RepositoryAccess = RepositoryAccess.Write;

    public required CompactDetails Details { get; init; }

    public static CompactJob Of(Guid repositoryId, string site, CompactDetails details, DateTimeOffset createdAt) => new()
    {
        RepositoryId = repositoryId,
        Site = site,
        Details = details,
        CreatedAt = createdAt,
        DedupeKey = $"compact/{repositoryId:N}/{DetailsFingerprint.Of(details)}",
    };
}
