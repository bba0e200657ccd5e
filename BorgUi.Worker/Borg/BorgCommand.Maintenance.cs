using System.Globalization;

namespace BorgUi.Worker.Borg;

/// <content>Commands that make, check and tidy a repository.</content>
internal sealed partial record BorgCommand
{
    /// <summary>Makes a repository. borg logs advice about its key as warnings, also when all is well.</summary>
    public static BorgCommand Init(string repository, InitOptions options)
    {
        List<string> arguments = ["init", "-e", options.Encryption];
        AddFlag(arguments, "--make-parent-dirs", options.MakeParentFolders);
        AddFlag(arguments, "--append-only", options.AppendOnly);
        AddValue(arguments, "--storage-quota", options.StorageQuotaBytes?.ToString(CultureInfo.InvariantCulture));
        return With(BorgVerb.Init, [.. arguments, BorgName.Repository(repository)]);
    }

    /// <summary>Verifies a repository. Damage is exit code 1 and messages of level ERROR.</summary>
    public static BorgCommand Check(string repository, CheckOptions options)
    {
        if (options.MaxDuration is not null && !options.RepositoryOnly)
        {
            throw new ArgumentException("Only a check of the repository alone can be done in parts.", nameof(options));
        }

        List<string> arguments = ["--progress", "--info", "check"];
        AddFlag(arguments, "--repository-only", options.RepositoryOnly);
        AddFlag(arguments, "--archives-only", options.ArchivesOnly);
        AddFlag(arguments, "--verify-data", options.VerifyData);
        AddFlag(arguments, "--repair", options.Repair);
        AddValue(arguments, "--max-duration", options.MaxDuration is { } limit ? Seconds(limit) : null);
        return With(BorgVerb.Check, [.. arguments, BorgName.Repository(repository)]) with { ConfirmsDangerous = options.Repair };
    }

    /// <summary>Frees the space of what was deleted and pruned.</summary>
    public static BorgCommand Compact(string repository, int thresholdPercent = 10) =>
        With(
            BorgVerb.Compact,
            "--progress", "--info", "compact", "--threshold", thresholdPercent.ToString(CultureInfo.InvariantCulture), BorgName.Repository(repository));

    /// <summary>Deletes archives, never a repository; a missing one is a warning. <see cref="Compact"/> frees their space.</summary>
    /// <param name="repository">The location of the repository.</param>
    /// <param name="archives">At least one; a name with braces only by itself.</param>
    public static BorgCommand Delete(string repository, params IReadOnlyList<string> archives) => archives switch
    {
        [] => throw new ArgumentException("Without an archive borg would delete the repository.", nameof(archives)),
        [var one] => With(BorgVerb.Delete, "--progress", "delete", "--list", BorgName.ExistingArchive(repository, one)),
        _ => With(BorgVerb.Delete, ["--progress", "delete", "--list", BorgName.Repository(repository), "--", .. archives]),
    };

    /// <summary>Gives an archive another name, and thereby another id; only for a borg that <see cref="BorgVersion.CanRenameArchives"/>.</summary>
    public static BorgCommand Rename(string repository, string archive, string newName) =>
        With(BorgVerb.Rename, "--progress", "rename", BorgName.Archive(repository, archive), BorgName.ArchiveLiteral(newName));

    /// <summary>Asks for the versions on both ends of a connection, <c>1.4.5 / 1.4.0</c>; borg 1.4 and newer know it.</summary>
    public static BorgCommand ServerVersion(string repository) => With(BorgVerb.ServerVersion, "version", BorgName.Repository(repository));

    /// <summary>Removes the locks of a repository: only when their owner is certainly dead.</summary>
    public static BorgCommand BreakLock(string repository) => With(BorgVerb.BreakLock, "break-lock", BorgName.Repository(repository));

    /// <summary>Writes the repository's key to standard output; it is still sealed by the passphrase.</summary>
    public static BorgCommand KeyExport(string repository, bool printable = false) =>
        printable
            ? With(BorgVerb.KeyExport, "key", "export", "--paper", BorgName.Repository(repository))
            : With(BorgVerb.KeyExport, "key", "export", BorgName.Repository(repository));

    /// <summary>Seals the key by <see cref="BorgEnvironment.NewPassphrase"/>, which must be set.</summary>
    public static BorgCommand KeyChangePassphrase(string repository) =>
        With(BorgVerb.KeyChangePassphrase, "key", "change-passphrase", BorgName.Repository(repository));
}
