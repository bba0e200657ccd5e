using System.Globalization;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Plans;
using BorgUi.Core.Recovery;
using BorgUi.Core.Repositories;
using BorgUi.Core.Secrets;
using BorgUi.Processes;
using BorgUi.Testing;
using BorgUi.Testing.Postgres;
using BorgUi.Worker.SelfBackups;
using BorgUi.Worker.Tests.Jobs;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BorgUi.Worker.Tests.SelfBackups;

/// <summary>Backups of plans that include BorgUi itself, up to its return in an empty database.</summary>
public sealed class SelfBackupTests(WorkerFixture worker) : IClassFixture<WorkerFixture>
{
    private WatchedPrograms? _programs;

    private string Scratch => Path.Combine(worker.Folder, "data", "scratch");

    [Fact]
    public async Task All_of_BorgUi_comes_back_from_an_archive_that_nothing_but_borg_has_touched()
    {
        Start();
        var repository = await worker.CreateRepositoryAsync();
        await worker.BackUpAsync(repository, "/etc/hostname");
        await SayIndexedAsync(repository);
        // What a killed worker left, and a key that no repository has.
        Directory.CreateDirectory(Path.Combine(Scratch, $"{Guid.NewGuid():N}-1"));
        var keyfile = Path.Combine(Directory.CreateDirectory(Path.Combine(worker.Folder, "data", "borg", ".config", "borg", "keys")).FullName, "nas");
        await File.WriteAllTextAsync(keyfile, "BORG_KEY 0f3a");

        var wanted = await JobOfAsync(repository, excludes: "*");
        var before = await RowsAsync(worker.Database);
        var job = await worker.RunAsync(wanted);

        Assert.True(job.Status == JobStatus.Completed, job.ErrorMessage);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Scratch));
        await AssertNoPasswordAsync(job);
        var backup = await ExtractAsync(job);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(backup.SecretKey));

        await using var empty = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var elsewhere = new RestoreHost(empty);
        var exitCode = await elsewhere.RunAsync("--from", Path.GetDirectoryName(backup.Folder)!);

        Assert.True(exitCode == 0, string.Join('\n', elsewhere.Said));
        Assert.Equal(before.Append(job.Id).Order(), (await RowsAsync(empty)).Order());
        var key = new SecretBox(await File.ReadAllTextAsync(elsewhere.KeyFile));
        await using var db = await elsewhere.Get<IDbContextFactory<BorgUiDbContext>>().CreateDbContextAsync();
        var restored = await db.Repositories.SingleAsync(row => row.Id == repository);
        Assert.Equal(WorkerFixture.Passphrase, key.Open(restored.SealedPassphrase!, RepositorySecret.Passphrase(repository)));
        Assert.Equal(IndexState.None, (await db.Archives.SingleAsync(archive => archive.RepositoryId == repository)).IndexState);
        Assert.Empty(await db.IndexSeries.ToListAsync());
        Assert.Equal("BORG_KEY 0f3a", await File.ReadAllTextAsync(Path.Combine(elsewhere.Keyfiles, "nas")));
        Assert.Empty(await elsewhere.Get<DatabaseMigrator>().MigrateAsync(default));
    }

    [Fact]
    public async Task A_cancel_ends_the_dump_with_its_children_and_leaves_nothing()
    {
        Start();
        await File.WriteAllTextAsync(_programs!.Hang, "");
        var id = await worker.EnqueueAsync(await JobOfAsync(await worker.CreateRepositoryAsync()));
        await Eventually.HoldsAsync(() => File.Exists(_programs.Sleeper));
        var sleeper = ProcessIdentity.Of(int.Parse(await File.ReadAllTextAsync(_programs.Sleeper), CultureInfo.InvariantCulture));

        await worker.Get<JobControl>().RequestCancelAsync(id, default);

        Assert.Equal(JobStatus.Cancelled, (await worker.WaitForEndAsync(id)).Status);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Scratch));
        await Eventually.HoldsAsync(() => sleeper?.IsAlive() != true);
        File.Delete(_programs.Hang);
    }

    [Fact]
    public async Task A_repository_that_everybody_can_read_gets_no_key()
    {
        Start();
        var repository = await worker.AddRepositoryAsync("authenticated-blake2");

        var job = await worker.RunAsync(await JobOfAsync(repository));

        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.Contains("is not encrypted", job.ErrorMessage, StringComparison.Ordinal);
        Assert.Null(job.Command);
    }

    private void Start()
    {
        _programs = new(worker.Folder);
        worker.EnsureWorker(("BorgUi:SelfBackup:ProgramFolder", _programs.Folder));
    }

    private async Task<Job> JobOfAsync(Guid repository, params string[] excludes)
    {
        var id = await worker.AddPlanAsync(repository, plan => (plan.IncludesBorgui, plan.ExcludePatterns) = (true, [.. excludes]), []);
        await using var db = worker.NewContext();
        var plan = await db.Plans.AsNoTracking().IncludeRepositories().SingleAsync(row => row.Id == id);
        return BackupJob.Of(plan, plan.Repositories, DateTimeOffset.UnixEpoch).Single();
    }

    private async Task SayIndexedAsync(Guid repository)
    {
        await using var db = worker.NewContext();
        db.IndexSeries.Add(new() { RepositoryId = repository, Key = "adhoc", Name = "adhoc" });
        await db.SaveChangesAsync();
        await db.Archives.ExecuteUpdateAsync(set => set.SetProperty(archive => archive.IndexState, IndexState.Ready));
    }

    private async Task AssertNoPasswordAsync(Job job)
    {
        var password = new NpgsqlConnectionStringBuilder(worker.Database.ConnectionString).Password!;
        var log = string.Join('\n', (await worker.ReadLogAsync(job.Id)).Select(line => line.Message));
        Assert.Contains("I was told ***", log, StringComparison.Ordinal);
        Assert.DoesNotContain(password, log, StringComparison.Ordinal);
        var calls = await File.ReadAllTextAsync(_programs!.Calls);
        Assert.Contains("--format=custom", calls, StringComparison.Ordinal);
        Assert.DoesNotContain(password, calls, StringComparison.Ordinal);
        Assert.DoesNotContain(WorkerFixture.SecretKey, calls, StringComparison.Ordinal);
    }

    /// <summary>Types what the recovery kit says.</summary>
    private async Task<SelfBackup> ExtractAsync(Job job)
    {
        var repository = await worker.ReadRepositoryAsync(job.RepositoryId!.Value);
        var steps = RecoverySteps.Of(repository.Location, repository.Encryption!, WorkerFixture.Passphrase, key: null, sshPrivateKey: null, knownHosts: null, selfBackups: "plan-*");
        var folder = Directory.CreateDirectory(Path.Combine(worker.Folder, $"extracted-{job.Id:N}")).FullName;
        var typed = await CapturedRun.RunAsync(new()
        {
            FileName = "sh",
            Arguments = ["-e", "-c", string.Join('\n', steps.Select(step => step.Commands))],
            WorkingDirectory = folder,
            Environment = new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH")!, ["HOME"] = folder, ["LC_ALL"] = "C.UTF-8" },
        });
        Assert.True(typed.ExitCode == 0, typed.Error);
        Assert.EndsWith(await File.ReadAllTextAsync(Path.Combine(folder, "borg-recovery", "restored", "borgui-self", "README.txt")), typed.Output, StringComparison.Ordinal);
        return SelfBackup.Find(Path.Combine(folder, "borg-recovery", "restored"))!;
    }

    private static async Task<Guid[]> RowsAsync(TestDatabase database)
    {
        await using var source = NpgsqlDataSource.Create($"{database.ConnectionString};Pooling=false");
        await using var command = source.CreateCommand(
            "SELECT array_agg(id) FROM (SELECT id FROM repositories UNION SELECT id FROM backup_plans UNION SELECT id FROM archives UNION SELECT id FROM jobs) AS all_of_them");
        return (Guid[])(await command.ExecuteScalarAsync())!;
    }
}
