using BorgUi.Core.Data;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.Testing.Postgres;

/// <summary>An empty database of BorgUi; the migrations run once per test process, into a template.</summary>
public static class MigratedDatabase
{
    /// <param name="server">The server of a test that damages it; else the shared one.</param>
    public static async Task<TestDatabase> CreateAsync(PostgresServer? server = null) =>
        await (server ?? await PostgresServer.SharedAsync()).CreateDatabaseAsync("borgui", MigrateAsync);

    private static async Task MigrateAsync(string connectionString)
    {
        await using var services = new ServiceCollection().AddBorgUiDatabase(connectionString).BuildServiceProvider();
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
    }
}
