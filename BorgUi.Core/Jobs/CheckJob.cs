namespace BorgUi.Core.Jobs;

/// <summary>What a check reads; everything but file contents when nothing is set.</summary>
public sealed record CheckDetails
{
    public bool RepositoryOnly { get; init; }

    public bool ArchivesOnly { get; init; }

    /// <summary>Decrypts and verifies every chunk.</summary>
    public bool VerifyData { get; init; }

    /// <summary>Stops after so many seconds and goes on there the next time; only with <see cref="RepositoryOnly"/>.</summary>
    public int? MaxDurationSeconds { get; init; }
}

/// <summary><c>borg check</c>, never with --repair.</summary>
public sealed class CheckJob : Job
{
    public CheckJob() => RepositoryAccess = RepositoryAccess.Write;

    public required CheckDetails Details { get; init; }

    public static CheckJob Of(Guid repositoryId, string site, CheckDetails details, DateTimeOffset createdAt) => new()
    {
        RepositoryId = repositoryId,
        Site = site,
        Details = details,
        CreatedAt = createdAt,
        DedupeKey = $"check/{repositoryId:N}/{DetailsFingerprint.Of(details)}",
    };
}
