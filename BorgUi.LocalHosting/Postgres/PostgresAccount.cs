using BorgUi.Processes;

namespace BorgUi.LocalHosting.Postgres;

/// <summary>Who the server runs as: it refuses root, so root hands it to the account that the packages make.</summary>
internal static class PostgresAccount
{
    private const string PackagedAccount = "postgres";

    /// <summary>The account to switch to; null when we are an ordinary user and run it ourselves.</summary>
    public static string? Choose()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return null;
        }

        return File.ReadLines("/etc/passwd").Any(line => line.StartsWith(PackagedAccount + ':', StringComparison.Ordinal))
            ? PackagedAccount
            : throw new HostingException(
                "PostgreSQL does not run as root and there is no user 'postgres' to run it as. " +
                "Create it (useradd --system postgres), or start BorgUi as an ordinary user.");
    }

    /// <summary>Makes a folder that belongs to the account alone.</summary>
    /// <exception cref="HostingException">The account may not enter one of the folders above; the message names it.</exception>
    public static async Task CreateFolderAsync(string folder, string? account, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (account is null)
        {
            return;
        }

        await ChangeOwnerAsync(folder, account, cancellationToken);
        if (await FirstClosedFolderAsync(folder, account, cancellationToken) is { } closed)
        {
            throw new HostingException(
                $"The user '{account}', which runs PostgreSQL, may not enter the folder {closed}. " +
                $"Allow it (chmod o+x {closed}), or choose another data folder with --data.");
        }
    }

    public static async Task ChangeOwnerAsync(string path, string account, CancellationToken cancellationToken)
    {
        var run = await CapturedRun.RunAsync(new() { FileName = "chown", Arguments = [$"{account}:{account}", path] }, cancellationToken);
        if (run.ExitCode != 0)
        {
            throw new HostingException($"{path} cannot be given to the user '{account}': {run.Error.Trim()}");
        }
    }

    private static async Task<string?> FirstClosedFolderAsync(string folder, string account, CancellationToken cancellationToken)
    {
        if (await MayEnterAsync(folder, account, cancellationToken))
        {
            return null;
        }

        foreach (var parent in FromRoot(folder))
        {
            if (!await MayEnterAsync(parent, account, cancellationToken))
            {
                return parent;
            }
        }

        return null;
    }

    private static List<string> FromRoot(string folder)
    {
        List<string> folders = [];
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            folders.Insert(0, current.FullName);
        }

        return folders;
    }

    private static async Task<bool> MayEnterAsync(string folder, string account, CancellationToken cancellationToken)
    {
        var run = await CapturedRun.RunAsync(
            new() { FileName = "test", Arguments = ["-x", folder], User = account, WorkingDirectory = "/" },
            cancellationToken);
        return run.ExitCode == 0;
    }
}
