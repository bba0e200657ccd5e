using BorgUi.Contracts.Repositories;

namespace BorgUi.Core.Recovery;

/// <summary>What to type to get the data of a repository back with borg alone; a test types it.</summary>
public static class RecoverySteps
{
    /// <param name="selfBackups">The pattern of the names of the archives that hold BorgUi itself; null when there are none.</param>
    public static IReadOnlyList<RecoveryStep> Of(
        string location, string encryption, string? passphrase, string? key, string? sshPrivateKey, string? knownHosts, string? selfBackups = null)
    {
        List<RecoveryStep> steps = [new("Make a private folder, in which borg keeps what it needs", "umask 077\nmkdir -p borg-recovery\ncd borg-recovery\nexport BORG_BASE_DIR=\"$PWD\"")];
        if (location.StartsWith("ssh://", StringComparison.Ordinal))
        {
            steps.Add(new("Put the keys for the server there", Ssh(sshPrivateKey, knownHosts)));
        }

        steps.Add(new("Say where the repository is, and what opens it. If it has moved, write its new place here", Access(location, encryption, passphrase)));
        if (key is not null)
        {
            steps.Add(IsKeyfile(encryption)
                ? new("Give borg the key, which is not in the repository", $"{File("borg-key.txt", key)}\nborg key import \"$BORG_REPO\" borg-key.txt")
                : new("Keep the key beside it. The repository has it too: only if that copy is lost or damaged, put it back with: borg key import \"$BORG_REPO\" borg-key.txt", File("borg-key.txt", key)));
        }

        steps.Add(new("See what is there", "borg list \"$BORG_REPO\""));
        steps.Add(new(
            "Restore the newest archive into the folder restored. For another one write its name behind ::, for less than everything add paths, without a leading /, at the end of the last line",
            "mkdir -p restored\ncd restored\nborg extract --list \"$BORG_REPO::$(borg list --last 1 --short \"$BORG_REPO\")\""));
        if (selfBackups is not null)
        {
            steps.Add(new(
                "If BorgUi itself is lost: get its newest backup, and do what its README.txt says",
                $"borg extract --list \"$BORG_REPO::$(borg list --last 1 --short --glob-archives {Quoted(selfBackups)} \"$BORG_REPO\")\" borgui-self\ncat borgui-self/README.txt"));
        }

        return steps;
    }

    private static bool IsKeyfile(string encryption) => encryption.StartsWith("keyfile", StringComparison.Ordinal);

    private static string Access(string location, string encryption, string? passphrase) => string.Join(
        '\n',
        $"export BORG_REPO={Quoted(location)}",
        encryption == RepositoryEncryption.None ? "export BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK=yes" : $"export BORG_PASSPHRASE={Quoted(passphrase ?? "")}");

    private static string Ssh(string? privateKey, string? knownHosts)
    {
        var files = string.Join('\n', new[] { privateKey is null ? null : File("ssh_key", privateKey), File("known_hosts", knownHosts ?? "") }.OfType<string>());
        var identity = privateKey is null ? "" : " -i '$PWD/ssh_key' -o IdentitiesOnly=yes";
        return $"{files}\nexport BORG_RSH=\"ssh -F /dev/null{identity} -o StrictHostKeyChecking=yes -o UserKnownHostsFile='$PWD/known_hosts'\"";
    }

    private static string File(string name, string content) => $"cat > {name} <<'END_OF_FILE'\n{content.ReplaceLineEndings("\n").TrimEnd()}\nEND_OF_FILE";

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
