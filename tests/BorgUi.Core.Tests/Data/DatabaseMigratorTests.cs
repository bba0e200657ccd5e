using BorgUi.Core.Data;
using BorgUi.Testing.Postgres;
using Microsoft.EntityFrameworkCore;
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

    private static async Task<IReadOnlyList<string>> MigrateAsync(string connectionString)
    {
        await using var services = new ServiceCollection().AddBorgUiDatabase(connectionString).BuildServiceProvider();
        return await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(default);
    }
}
