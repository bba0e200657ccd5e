namespace BorgUi.Contracts.Repositories;

/// <summary>The encryption modes of borg 1.x, <c>borg init -e</c>.</summary>
public static class RepositoryEncryption
{
    public const string Default = "repokey-blake2";

    public static readonly IReadOnlyList<string> Modes =
    [
        "repokey-blake2", "repokey", "keyfile-blake2", "keyfile", "authenticated-blake2", "authenticated", "none",
    ];
}
