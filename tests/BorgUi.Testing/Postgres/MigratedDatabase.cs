using BorgUi.Core.Data;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.Testing.Postgres;

/// <summary>An empty database of BorgUi; the migrations run once per test process, into a template.</summary>
public static class MigratedDatabase
{
    public static async Task<TestDatabase> CreateAsync() =>
        await (await PostgresServer.SharedAsync()).CreateDatabaseAsync("borgui", MigrateAsync);

    private static async Task MigrateAsync(string connectionString)
    {
        await using var services = new ServiceCollection().AddBorgUiDatabase(connectionString).BuildServiceProvider();
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
    }
}
