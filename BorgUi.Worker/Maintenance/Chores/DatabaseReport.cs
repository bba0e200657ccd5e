using BorgUi.Core.Data;
using BorgUi.Core.Maintenance;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Maintenance.Chores;

/// <summary>Tells how large the database is, and which tables take the room.</summary>
internal sealed class DatabaseReport(IDbContextFactory<BorgUiDbContext> contexts) : IMaintenanceChore
{
    private const int Listed = 10;

    public async Task<ChoreResult> RunAsync(MaintenanceClaim claim, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var total = await db.Database.SqlQuery<long>($"""SELECT pg_database_size(current_database()) AS "Value" """).SingleAsync(cancellationToken);
        var tables = await db.Database.SqlQuery<TableSize>($"""
            SELECT relname::text AS "Name", pg_total_relation_size(oid) AS "SizeBytes", greatest(reltuples, 0)::bigint AS "RowsEstimate"
            FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
            ORDER BY pg_total_relation_size(oid) DESC LIMIT {Listed}
            """).ToListAsync(cancellationToken);
        var largest = tables is [var first, ..] ? $"; the largest table is {first.Name} with {Megabytes(first.SizeBytes)}" : "";
        return ChoreResult.Of($"The database takes {Megabytes(total)}{largest}.", new { SizeBytes = total, Tables = tables });
    }

    private static string Megabytes(long bytes) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / 1048576.0:N1} MiB");

    private sealed record TableSize(string Name, long SizeBytes, long RowsEstimate);
}
