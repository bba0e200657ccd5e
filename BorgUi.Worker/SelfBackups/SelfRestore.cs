using System.Security.Cryptography;
using BorgUi.Core.Data;
using BorgUi.Core.Repositories;
using BorgUi.Worker.Workers;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BorgUi.Worker.SelfBackups;

/// <summary>
/// Brings BorgUi back from a self-backup: its database, in one transaction, so that a failure leaves what was there; then its master key.
/// borg's keyfiles come before, for they do no harm.
/// </summary>
internal sealed class SelfRestore(
    PostgresPrograms programs,
    RestoreTarget target,
    MasterKeyPlace masterKey,
    WorkerIdentity identity,
    NpgsqlDataSource database,
    IDbContextFactory<BorgUiDbContext> contexts)
{
    /// <param name="folder">What borg extracted.</param>
    /// <param name="replace">What BorgUi has in the database, and another key, may go.</param>
    public async Task<SelfRestoreResult> RunAsync(string folder, bool replace, CancellationToken cancellationToken)
    {
        if (SelfBackup.Find(folder) is not { } backup)
        {
            return new($"{folder} is no backup of BorgUi: database.dump and secret-key are not there. Give the folder {SelfBackup.FolderName} that borg extracted.");
        }

        if ((masterKey.WhyNot(backup, replace) ?? await target.WhyNotAsync(replace, cancellationToken)) is { } obstacle)
        {
            return new(obstacle);
        }

        using var key = masterKey.Prepare(backup);
        PrivateFile.CopyMissing(backup.Keyfiles, identity.KeyfileDirectory);
        if (await RestoreDatabaseAsync(backup, cancellationToken) is { } failure)
        {
            return new(failure);
        }

        key.Put();
        return await LookAsync(cancellationToken);
    }

    private async Task<string?> RestoreDatabaseAsync(SelfBackup backup, CancellationToken cancellationToken)
    {
        var installation = await programs.FindAsync(cancellationToken);
        if (installation.Problem is not null)
        {
            return installation.Problem;
        }

        var folder = Path.Combine(identity.ScratchDirectory, $"restore-self-{Guid.NewGuid():N}");
        WorkerIdentity.CreatePrivateDirectory(folder);
        try
        {
            return await RestoreDatabaseAsync(installation, backup.Dump, folder, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // pg_restore alone could not clear away what is there in the same transaction; and it reads all of a dump before the database is touched.
    private async Task<string?> RestoreDatabaseAsync(PostgresInstallation installation, string dump, string folder, CancellationToken cancellationToken)
    {
        string[] scripts = [Path.Combine(folder, "before.sql"), Path.Combine(folder, "dump.sql"), Path.Combine(folder, "after.sql")];
        var read = await programs.RunAsync(installation.Restore, ["--no-owner", "--no-privileges", "--no-comments", $"--file={scripts[1]}", dump], cancellationToken);
        if (read.ExitCode != 0)
        {
            return $"{dump} cannot be read: {read.Error}";
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await File.WriteAllTextAsync(scripts[0], RestoreSql.Before, cancellationToken);
        await File.WriteAllTextAsync(scripts[2], RestoreSql.After(db.Database.GetMigrations()), cancellationToken);
        var written = await programs.RunAsync(
            installation.Shell,
            ["--no-psqlrc", "--quiet", "--no-password", "--output=/dev/null", "--set=ON_ERROR_STOP=1", "--single-transaction", .. scripts.Select(script => $"--file={script}")],
            cancellationToken);
        return written.ExitCode == 0 ? null : $"The database could not be restored, and is as it was: {written.Error}";
    }

    private async Task<SelfRestoreResult> LookAsync(CancellationToken cancellationToken)
    {
        var box = masterKey.Box();
        var (opened, closed) = (0, 0);
        // Not through the model: the schema is as old as the backup until it is migrated.
        await using var command = database.CreateCommand("SELECT id, sealed_passphrase FROM public.repositories WHERE sealed_passphrase IS NOT NULL");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            try
            {
                box.Open(reader.GetFieldValue<byte[]>(1), RepositorySecret.Passphrase(reader.GetGuid(0)));
                opened++;
            }
            catch (CryptographicException)
            {
                closed++;
            }
        }

        return new(null, opened, closed);
    }
}

/// <param name="Problem">Why nothing was restored; null when it was.</param>
/// <param name="Opened">How many repositories' passphrases the master key opens.</param>
/// <param name="Closed">And how many it does not.</param>
internal sealed record SelfRestoreResult(string? Problem, int Opened = 0, int Closed = 0);
