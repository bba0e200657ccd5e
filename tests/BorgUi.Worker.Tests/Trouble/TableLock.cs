using Npgsql;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>Holds a table, so that a worker stops at the step that needs it.</summary>
internal sealed class TableLock : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private TableLock(NpgsqlConnection connection, NpgsqlTransaction transaction) => (_connection, _transaction) = (connection, transaction);

    /// <summary>Nobody may read it.</summary>
    public static Task<TableLock> AgainstReadersAsync(string connectionString, string table) => TakeAsync(connectionString, $"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE");

    /// <summary>Nobody may write into it.</summary>
    public static Task<TableLock> AgainstWritersAsync(string connectionString, string table) => TakeAsync(connectionString, $"LOCK TABLE {table} IN SHARE MODE");

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static async Task<TableLock> TakeAsync(string connectionString, string sql)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await command.ExecuteNonQueryAsync();
        return new(connection, transaction);
    }
}
