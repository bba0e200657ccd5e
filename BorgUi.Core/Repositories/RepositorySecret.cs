namespace BorgUi.Core.Repositories;

/// <summary>What a sealed secret of a repository is for; bound into the seal, so that secrets cannot be swapped in the database.</summary>
public static class RepositorySecret
{
    public static string Passphrase(Guid repositoryId) => $"repository/{repositoryId:N}/passphrase";

    public static string SshPrivateKey(Guid repositoryId) => $"repository/{repositoryId:N}/ssh-private-key";

    public static string Keyfile(Guid repositoryId) => $"repository/{repositoryId:N}/keyfile";

    public static string KeyExport(Guid repositoryId) => $"repository/{repositoryId:N}/key-export";
}
