namespace BorgUi.Core.Jobs;

/// <summary>The archive that a job is about, as it was when the job was made: its row may go while the job waits.</summary>
public record ArchiveReference
{
    public required string ArchiveName { get; init; }

    /// <summary>borg's own id; names can be given to another archive.</summary>
    public required string BorgId { get; init; }
}

/// <summary><c>borg delete</c> of one archive.</summary>
public sealed class DeleteArchiveJob : Job
{
    public DeleteArchiveJob() => RepositoryAccess = RepositoryAccess.Write;

    public required ArchiveReference Details { get; init; }

    public static DeleteArchiveJob Of(Guid archiveId, Guid repositoryId, string site, ArchiveReference archive, DateTimeOffset createdAt) => new()
    {
        ArchiveId = archiveId,
        RepositoryId = repositoryId,
        Site = site,
        Details = archive,
        CreatedAt = createdAt,
        DedupeKey = $"delete_archive/{archiveId:N}",
    };
}

/// <summary>The new name of an archive.</summary>
public sealed record RenameDetails : ArchiveReference
{
    public required string NewName { get; init; }
}

/// <summary><c>borg rename</c>, which gives the archive a new id too.</summary>
public sealed class RenameArchiveJob : Job
{
    public RenameArchiveJob() => RepositoryAccess = RepositoryAccess.Write;

    public required RenameDetails Details { get; init; }

    public static RenameArchiveJob Of(Guid archiveId, Guid repositoryId, string site, RenameDetails details, DateTimeOffset createdAt) => new()
    {
        ArchiveId = archiveId,
        RepositoryId = repositoryId,
        Site = site,
        Details = details,
        CreatedAt = createdAt,
        DedupeKey = $"rename_archive/{archiveId:N}",
    };
}
