using BorgUi.Core.Repositories;
using BorgUi.Core.Secrets;
using BorgUi.Worker.Workers;

namespace BorgUi.Worker.Repositories;

/// <summary>Puts the key of a keyfile repository where borg looks for it: its keys folder, in a file of any name (1.2 and 1.4 read all).</summary>
internal sealed class KeyfileStore(SecretBox secrets, WorkerIdentity identity)
{
    public void Install(Repository repository)
    {
        if (repository.SealedKeyfile is not { } seal)
        {
            return;
        }

        WorkerIdentity.CreatePrivateDirectory(identity.KeyfileDirectory);
        var path = Path.Combine(identity.KeyfileDirectory, $"borgui-{repository.Id:N}");
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(System.Text.Encoding.UTF8.GetBytes(secrets.Open(seal, RepositorySecret.Keyfile(repository.Id)).ReplaceLineEndings("\n").TrimEnd() + "\n"));
    }
}
