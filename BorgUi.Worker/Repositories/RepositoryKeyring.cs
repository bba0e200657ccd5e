using BorgUi.Core.Repositories;
using BorgUi.Core.Secrets;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Workers;

namespace BorgUi.Worker.Repositories;

/// <summary>Opens the secrets of a repository for as long as a job needs them.</summary>
internal sealed class RepositoryKeyring(SecretBox secrets, KeyfileStore keyfiles, WorkerIdentity identity)
{
    public RepositoryKeys Open(Repository repository)
    {
        var folder = Path.Combine(identity.RunDirectory, Guid.NewGuid().ToString("N"));
        var environment = identity.BorgEnvironment with
        {
            Passphrase = repository.SealedPassphrase is { } passphrase ? secrets.Open(passphrase, RepositorySecret.Passphrase(repository.Id)) : "",
        };
        keyfiles.Install(repository);
        var keys = new RepositoryKeys(environment, folder);
        if (repository.Location.StartsWith("ssh://", StringComparison.Ordinal))
        {
            WorkerIdentity.CreatePrivateDirectory(folder);
            keys.UseSsh(
                repository.SealedSshPrivateKey is { } key ? secrets.Open(key, RepositorySecret.SshPrivateKey(repository.Id)) : null,
                repository.KnownHosts ?? "");
        }

        return keys;
    }
}

/// <summary>What borg needs to get into a repository; files of it are private, and gone when disposed.</summary>
internal sealed class RepositoryKeys(BorgEnvironment environment, string folder) : IDisposable
{
    public BorgEnvironment Environment { get; private set; } = environment;

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal void UseSsh(string? privateKey, string knownHosts)
    {
        Environment = Environment with
        {
            Ssh = new()
            {
                // ssh refuses a key without a last line feed, which forms like to cut off.
                IdentityFile = privateKey is null ? null : WritePrivate("identity", privateKey.TrimEnd() + "\n"),
                KnownHostsFile = WritePrivate("known_hosts", knownHosts.TrimEnd() + "\n"),
            },
        };
    }

    private string WritePrivate(string name, string content)
    {
        var path = Path.Combine(folder, name);
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(System.Text.Encoding.UTF8.GetBytes(content.ReplaceLineEndings("\n")));
        return path;
    }
}
