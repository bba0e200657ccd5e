using BorgUi.Core.Maintenance;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BorgUi.Core.Data;

/// <summary>Brings the schema up to date; any number of processes may do so at once.</summary>
public sealed class DatabaseMigrator(NpgsqlDataSource dataSource, IDbContextFactory<BorgUiDbContext> contexts)
{
    private const long AdvisoryLock = 0x626f72676d696772; // "borgmigr"

    /// <summary>
    /// Applies what is missing, and adds the maintenance jobs, under an advisory lock of our own: EF's lock lives in the history table and cannot guard the
    /// very first run. The lock belongs to its connection and ends with it, also when this process is killed.
    /// </summary>
    /// <returns>The names of the migrations that were applied.</returns>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var holder = await dataSource.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(holder, "SELECT pg_advisory_lock($1)", cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var missing = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        await db.Database.MigrateAsync(cancellationToken);
        await MaintenanceSeed.ApplyAsync(db, cancellationToken);
        await ExecuteAsync(holder, "SELECT pg_advisory_unlock($1)", cancellationToken);
        return missing;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0, Parameters = { new() { Value = AdvisoryLock } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
