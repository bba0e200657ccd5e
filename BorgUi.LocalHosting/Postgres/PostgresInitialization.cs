using BorgUi.Processes;

namespace BorgUi.LocalHosting.Postgres;

/// <summary>Makes the files of a new cluster; a half-made one (we died meanwhile) is never mistaken for a whole one.</summary>
internal static class PostgresInitialization
{
    public static async Task EnsureAsync(PostgresClusterOptions options, PostgresBinaries binaries, string? account, CancellationToken cancellationToken)
    {
        await PostgresAccount.CreateFolderAsync(options.Folder, account, cancellationToken);
        await PostgresAccount.CreateFolderAsync(options.SocketFolder, account, cancellationToken);
        if (Directory.Exists(options.DataFolder))
        {
            return;
        }

        var unfinished = options.DataFolder + ".new";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        await InitializeAsync(options, binaries, account, unfinished, cancellationToken);
        Directory.Move(unfinished, options.DataFolder);
    }

    private static async Task InitializeAsync(
        PostgresClusterOptions options, PostgresBinaries binaries, string? account, string dataFolder, CancellationToken cancellationToken)
    {
        var passwordFile = Path.Combine(options.Folder, "initial-password");
        try
        {
            PrivateFile.Write(passwordFile, options.Password);
            if (account is not null)
            {
                await PostgresAccount.ChangeOwnerAsync(passwordFile, account, cancellationToken);
            }

            var run = await CapturedRun.RunAsync(
                new()
                {
                    FileName = binaries.InitDb,
                    Arguments =
                    [
                        "--pgdata", dataFolder, "--username", options.UserName, "--pwfile", passwordFile,
                        "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--data-checksums",
                        .. options.Durable ? Array.Empty<string>() : ["--no-sync"],
                    ],
                    User = account,
                    WorkingDirectory = options.Folder,
                },
                cancellationToken);
            if (run.ExitCode != 0)
            {
                throw new HostingException($"PostgreSQL could not make its files in {options.DataFolder}: {run.Error.Trim()}");
            }
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }
}
