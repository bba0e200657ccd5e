namespace BorgUi.Contracts.Repositories;

/// <summary>The encryption modes of borg 1.x, <c>borg init -e</c>.</summary>
public static class RepositoryEncryption
{
    public const string Default = "repokey-blake2";

    /// <summary>No key, no passphrase.</summary>
    public const string None = "none";

    public static readonly IReadOnlyList<string> Modes =
    [
        "repokey-blake2", "repokey", "keyfile-blake2", "keyfile", "authenticated-blake2", "authenticated", None,
    ];

    /// <summary>Whether who has the repository's files, but neither passphrase nor key, can read nothing of what was backed up.</summary>
    public static bool HidesContent(string mode) => mode != None && !mode.StartsWith("authenticated", StringComparison.Ordinal);
}
