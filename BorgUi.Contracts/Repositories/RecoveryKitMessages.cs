namespace BorgUi.Contracts.Repositories;

/// <summary>Everything that is needed to read a repository with borg alone. It holds its secrets in the clear: to be printed or locked away, never stored here.</summary>
public sealed record RecoveryKit
{
    public required Guid RepositoryId { get; init; }

    public required string Name { get; init; }

    public required string Location { get; init; }

    public required string Site { get; init; }

    public required string Encryption { get; init; }

    public string? BorgRepositoryId { get; init; }

    /// <summary>The borg that has used it last, as far as it is known.</summary>
    public string? BorgVersion { get; init; }

    /// <summary>Null where there is none.</summary>
    public string? Passphrase { get; init; }

    /// <summary>As <c>borg key export</c> gave it; null where there is none.</summary>
    public string? Key { get; init; }

    public string? SshPrivateKey { get; init; }

    public string? KnownHosts { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>What to type, in order; together they are a program for the shell that restores the newest archive.</summary>
    public required IReadOnlyList<RecoveryStep> Steps { get; init; }

    /// <summary>All of it as one text, to keep as a file.</summary>
    public required string Text { get; init; }
}

/// <param name="Title">What the step does.</param>
/// <param name="Commands">For the shell.</param>
public sealed record RecoveryStep(string Title, string Commands);
