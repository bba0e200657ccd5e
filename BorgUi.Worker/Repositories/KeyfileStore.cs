using BorgUi.Core.Repositories;
using BorgUi.Core.Secrets;
using BorgUi.Worker.Workers;

namespace BorgUi.Worker.Repositories;

/// <summary>Puts the key of a keyfile repository where borg looks for it: its keys folder, in a file of any name (1.2 and 1.4 read all).</summary>
internal sealed class KeyfileStore(SecretBox secrets, WorkerIdentity identity)
{
    public void Install(Repository repository)
    {
        if (KeyOf(repository) is not { } key)
        {
            return;
        }

        WorkerIdentity.CreatePrivateDirectory(identity.KeyfileDirectory);
        using var file = new FileStream(PathOf(repository), new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(System.Text.Encoding.UTF8.GetBytes(key.ReplaceLineEndings("\n").TrimEnd() + "\n"));
    }

    // Where borg has made the repository it has its own file, which stays the only one; elsewhere the exported key does the same.
    private string? KeyOf(Repository repository) =>
        repository.SealedKeyfile is { } imported ? secrets.Open(imported, RepositorySecret.Keyfile(repository.Id))
        : repository is { Encryption: { } mode, SealedKeyExport: { } exported } && mode.StartsWith("keyfile", StringComparison.Ordinal) && !BorgHasIt(repository)
            ? secrets.Open(exported, RepositorySecret.KeyExport(repository.Id))
        : null;

    // BORG_KEY 0f3a…(64 hexadecimal digits: the id of the repository), then base64
    private bool BorgHasIt(Repository repository) => Directory.Exists(identity.KeyfileDirectory) && Directory.EnumerateFiles(identity.KeyfileDirectory)
        .Any(file => file != PathOf(repository) && File.ReadLines(file).FirstOrDefault() == $"BORG_KEY {repository.BorgRepositoryId}");

    private string PathOf(Repository repository) => Path.Combine(identity.KeyfileDirectory, $"borgui-{repository.Id:N}");
}
