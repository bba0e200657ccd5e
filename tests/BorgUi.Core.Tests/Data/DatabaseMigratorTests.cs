using BorgUi.Core.Data;
using BorgUi.Testing.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.Core.Tests.Data;

public sealed class DatabaseMigratorTests
{
    [Fact]
    public async Task Four_at_once_on_an_empty_database_all_succeed()
    {
        await using var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => MigrateAsync(database.ConnectionString))));

        Assert.Single(applied, names => names.Count > 0);
        Assert.Empty(await MigrateAsync(database.ConnectionString));
    }

    [Fact]
    public async Task The_migrations_hold_everything_that_the_model_does()
    {
        await using var services = new ServiceCollection().AddBorgUiDatabase("Host=nowhere").BuildServiceProvider();
        await using var db = await services.GetRequiredService<IDbContextFactory<BorgUiDbContext>>().CreateDbContextAsync();

        Assert.False(db.Database.HasPendingModelChanges(), "Run: dotnet ef migrations add <Name>, see docs/operations.md.");
    }

    [Fact]
    public async Task An_upgrade_keeps_the_logs_of_jobs()
    {
        await using var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var services = new ServiceCollection().AddBorgUiDatabase(database.ConnectionString).BuildServiceProvider();
        await using var db = await services.GetRequiredService<IDbContextFactory<BorgUiDbContext>>().CreateDbContextAsync();
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync("InitialSchema");
        await db.Database.ExecuteSqlRawAsync("""
            INSERT INTO jobs (id, job_type, status, priority, triggered_by, site, repository_access, attempt, created_at, sequence, warning_count, warnings, progress_is_estimate, log_lines, log_lines_omitted)
            VALUES ('01900000-0000-7000-8000-000000000001', 'sync_repository', 'pending', 0, 'user', 'default', 'write', 1, now(), 0, 0, '[]', false, 3000, 500);
            INSERT INTO job_log (job_id, number, at, level, message)
            SELECT '01900000-0000-7000-8000-000000000001', number, now(), 'info', 'line ' || number FROM generate_series(1, 3000) AS number
            WHERE number <= 1500 OR number > 2000;
            """);

        await migrator.MigrateAsync();

        var lines = await db.JobLog.OrderBy(line => line.Number).Select(line => new { line.Number, line.Message }).ToListAsync();
        Assert.Equal(Enumerable.Range(1, 1500).Concat(Enumerable.Range(2001, 1000)).Select(number => (long)number), lines.Select(line => line.Number));
        Assert.All(lines, line => Assert.Equal($"line {line.Number}", line.Message));
    }

    private static async Task<IReadOnlyList<string>> MigrateAsync(string connectionString)
    {
        await using var services = new ServiceCollection().AddBorgUiDatabase(connectionString).BuildServiceProvider();
        return await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(default);
    }
}
