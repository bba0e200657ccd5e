using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Jobs;
using BorgUi.Core.Secrets;
using BorgUi.Worker.Jobs;
using BorgUi.Worker.Workers;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.SelfBackups;

/// <summary>Writes BorgUi's own database and keys to where borg takes them from.</summary>
internal sealed class SelfBackupWriter(PostgresPrograms programs, WorkerIdentity identity, IOptions<SecretBoxOptions> keys)
{
    /// <param name="parent">A private folder, which the caller removes.</param>
    /// <returns>The end of the job if it could not be done; null when all is there.</returns>
    public async Task<JobEnd?> WriteAsync(JobRun run, string parent)
    {
        var repository = run.Job.Repository!;
        if (repository.Encryption is not { } mode || !RepositoryEncryption.HidesContent(mode))
        {
            return JobEnds.Refused(
                run,
                $"{repository.Name} is not encrypted ({repository.Encryption ?? "unknown"}): everybody who gets at its files could read BorgUi's master key there.",
                "Back BorgUi up into a repository with encryption.");
        }

        run.Progress.Report(new() { Message = "Saving BorgUi's database" });
        var installation = await programs.FindAsync(run.Stopping);
        if (installation.Problem is { } problem)
        {
            return JobEnds.Refused(run, problem, "Install it on the machine of this worker (apt-get install postgresql-client), and start the backup again.");
        }

        var backup = SelfBackup.In(parent);
        WorkerIdentity.CreatePrivateDirectory(backup.Folder);
        if (await DumpAsync(run, installation, backup) is { } failure)
        {
            return JobEnds.Refused(run, $"BorgUi's database could not be saved: {failure}", "Look at the log of this job; put that right and start the backup again.");
        }

        WriteKeys(backup);
        PrivateFile.Write(backup.Readme, SelfBackupReadme.Text);
        return null;
    }

    /// <summary>Not compressed, so that borg finds what has not changed; and without the index of archives, which is large and can be made again.</summary>
    private async Task<string?> DumpAsync(JobRun run, PostgresInstallation installation, SelfBackup backup)
    {
        string[] arguments = ["--format=custom", "--compress=0", "--no-password", "--exclude-table-data=index_*", $"--file={backup.Dump}"];
        var dumped = await programs.RunAsync(installation.Dump, arguments, run.Stopping);
        var said = dumped.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var line in said)
        {
            run.Log.Write(JobLogLevel.Warning, line);
        }

        if (dumped.ExitCode != 0)
        {
            return said.LastOrDefault() ?? $"pg_dump ended with exit code {dumped.ExitCode}.";
        }

        PrivateFile.Close(backup.Dump);
        return null;
    }

    private void WriteKeys(SelfBackup backup)
    {
        PrivateFile.Write(backup.SecretKey, $"{keys.Value.ReadSecretKey()}\n");
        if (keys.Value.PreviousSecretKeys.Count > 0)
        {
            PrivateFile.Write(backup.PreviousSecretKeys, string.Concat(keys.Value.PreviousSecretKeys.Select(key => $"{key.Trim()}\n")));
        }

        PrivateFile.CopyMissing(identity.KeyfileDirectory, backup.Keyfiles);
    }
}
