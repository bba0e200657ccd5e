using BorgUi.Core.Secrets;

namespace BorgUi.Core.Jobs;

/// <summary><c>borg key export</c>; the key is kept sealed in the repository's row.</summary>
public sealed class ExportKeyJob : Job
{
    public ExportKeyJob() => RepositoryAccess = RepositoryAccess.Read;

    public static ExportKeyJob Of(Guid repositoryId, string site, DateTimeOffset createdAt) => new()
    {
        RepositoryId = repositoryId,
        Site = site,
        CreatedAt = createdAt,
        DedupeKey = $"export_key/{repositoryId:N}",
    };
}

/// <summary>The passphrase to come, sealed for its job.</summary>
public sealed record ChangePassphraseDetails
{
    /// <summary>Empty when the job does not need it any more.</summary>
    public required byte[] SealedNewPassphrase { get; init; }

    /// <summary>Whether it has become the passphrase of the repository.</summary>
    public bool IsStored { get; init; }
}

/// <summary><c>borg key change-passphrase</c>.</summary>
public sealed class ChangePassphraseJob : Job
{
    public ChangePassphraseJob() => RepositoryAccess = RepositoryAccess.Write;

    public required ChangePassphraseDetails Details { get; init; }

    /// <summary>What the sealed passphrase is bound to.</summary>
    public static string Purpose(Guid jobId) => $"job/{jobId:N}/new-passphrase";

    public static ChangePassphraseJob Of(Guid repositoryId, string site, string newPassphrase, SecretBox secrets, DateTimeOffset createdAt)
    {
        var id = Guid.CreateVersion7();
        return new()
        {
            Id = id,
            RepositoryId = repositoryId,
            Site = site,
            Details = new() { SealedNewPassphrase = secrets.Seal(newPassphrase, Purpose(id)) },
            CreatedAt = createdAt,
            // Two different new passphrases must not be taken for one: never equal to another job.
            DedupeKey = null,
        };
    }
}
