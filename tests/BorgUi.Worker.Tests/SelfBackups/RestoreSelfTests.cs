using BorgUi.Core.Data;
using BorgUi.Core.Repositories;
using BorgUi.Core.Secrets;
using BorgUi.Testing;
using BorgUi.Testing.Postgres;
using BorgUi.Worker.SelfBackups;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.SelfBackups;

/// <summary>What restore-self refuses, and that a refusal changes nothing.</summary>
public sealed class RestoreSelfTests : IAsyncLifetime
{
    private const string Key = "the master key of long ago, long enough";

    private TestDatabase _old = null!;
    private TestDatabase _new = null!;
    private RestoreHost _here = null!;
    private RestoreHost _there = null!;

    public async Task InitializeAsync()
    {
        (_old, _new) = (await MigratedDatabase.CreateAsync(), await MigratedDatabase.CreateAsync());
        (_here, _there) = (new(_old), new(_new));
        await AddRepositoryAsync(_here, "of before");
    }

    public async Task DisposeAsync()
    {
        await _here.DisposeAsync();
        await _there.DisposeAsync();
        await _old.DisposeAsync();
        await _new.DisposeAsync();
    }

    [Fact]
    public async Task What_is_there_stays_until_it_is_said_that_it_may_go()
    {
        var backup = await _here.DumpAsync(Key);
        await AddRepositoryAsync(_there, "of now");

        Assert.Equal(1, await _there.RunAsync("--from", backup.Folder));
        Assert.Contains("is not empty: it has 0 users and 1 repositories", _there.Said.Last(), StringComparison.Ordinal);
        Assert.Equal(["of now"], await RepositoriesAsync(_there));
        Assert.False(File.Exists(_there.KeyFile));

        var whole = await File.ReadAllBytesAsync(backup.Dump);
        await File.WriteAllBytesAsync(backup.Dump, whole[..(whole.Length * 2 / 3)]);
        Assert.Equal(1, await _there.RunAsync("--replace", "--from", backup.Folder));
        Assert.Equal(["of now"], await RepositoriesAsync(_there));

        await File.WriteAllBytesAsync(backup.Dump, whole);
        Assert.Equal(0, await _there.RunAsync("--from", backup.Folder, "--replace"));
        Assert.Equal(["of before"], await RepositoriesAsync(_there));
        Assert.Equal(Key, (await File.ReadAllTextAsync(_there.KeyFile)).Trim());
    }

    [Fact]
    public async Task What_a_newer_BorgUi_made_is_refused_and_nothing_of_it_stays()
    {
        await ExecuteAsync(_here, """INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Unheard', '99.0')""");
        var backup = await _here.DumpAsync(Key);
        await AddRepositoryAsync(_there, "of now");

        Assert.Equal(1, await _there.RunAsync("--from", backup.Folder, "--replace"));

        Assert.Contains("A newer BorgUi made this backup (29990101000000_Unheard)", _there.Said.Last(), StringComparison.Ordinal);
        Assert.Equal(["of now"], await RepositoriesAsync(_there));
    }

    [Fact]
    public async Task Another_key_and_other_tables_and_running_workers_are_left_alone()
    {
        var backup = await _here.DumpAsync(Key);
        Directory.CreateDirectory(Path.GetDirectoryName(_there.KeyFile)!);
        await File.WriteAllTextAsync(_there.KeyFile, "the master key of somebody else, also long");
        Assert.Equal(1, await _there.RunAsync("--from", backup.Folder));
        Assert.Contains("holds another key than the backup", _there.Said.Last(), StringComparison.Ordinal);
        File.Delete(_there.KeyFile);

        await ExecuteAsync(_there, "INSERT INTO workers (id, name, host_id, process_id, sites, slots, started_at, heartbeat_at) VALUES (gen_random_uuid(), 'nas/42', 'nas', 42, '{default}', 2, now(), now())");
        Assert.Equal(1, await _there.RunAsync("--from", backup.Folder, "--replace"));
        Assert.Contains("The worker nas/42 is using", _there.Said.Last(), StringComparison.Ordinal);

        await using var foreign = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var shop = new RestoreHost(foreign);
        await ExecuteAsync(shop, "CREATE TABLE orders (id int)");
        Assert.Equal(1, await shop.RunAsync("--from", backup.Folder, "--replace"));
        Assert.Contains("tables that are not BorgUi's", shop.Said.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_is_missing()
    {
        using var folder = TemporaryFolder.Create("old-programs");
        WatchedPrograms.Write(folder.Path, "echo 'pg_dump (PostgreSQL) 9.6.24'");
        await using var old = new RestoreHost(_new, folder.Path);

        var found = await old.Get<PostgresPrograms>().FindAsync(default);

        Assert.Contains(", only 9. Install the package postgresql-client-", found.Problem, StringComparison.Ordinal);
        Assert.Equal(1, await _there.RunAsync("--from", folder.Path));
        Assert.Contains("is no backup of BorgUi", _there.Said.Last(), StringComparison.Ordinal);
        Assert.Equal(2, await _there.RunAsync("--replace"));
    }

    private static async Task AddRepositoryAsync(RestoreHost host, string name)
    {
        var id = Guid.CreateVersion7();
        await using var db = await host.Get<IDbContextFactory<BorgUiDbContext>>().CreateDbContextAsync();
        db.Repositories.Add(new Repository
        {
            Id = id, Name = name, Location = $"/srv/{id}", Site = "default", CreatedAt = DateTimeOffset.UnixEpoch,
            SealedPassphrase = new SecretBox(Key).Seal("it's $ecret", RepositorySecret.Passphrase(id)),
        });
        await db.SaveChangesAsync();
    }

    private static async Task<List<string>> RepositoriesAsync(RestoreHost host)
    {
        await using var db = await host.Get<IDbContextFactory<BorgUiDbContext>>().CreateDbContextAsync();
        return await db.Repositories.Select(repository => repository.Name).ToListAsync();
    }

    private static async Task ExecuteAsync(RestoreHost host, string sql)
    {
        await using var command = host.Get<Npgsql.NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
