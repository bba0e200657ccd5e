using BorgUi.Testing;
using Npgsql;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>Holds a table, so that a worker stops at the step that needs it.</summary>
internal sealed class TableLock : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly string _table;

    private TableLock(NpgsqlConnection connection, string table) => (_connection, _table) = (connection, table);

    /// <summary>Nobody may read it.</summary>
    public static Task<TableLock> AgainstReadersAsync(string connectionString, string table) => TakeAsync(connectionString, table, "ACCESS EXCLUSIVE");

    /// <summary>Nobody may write into it.</summary>
    public static Task<TableLock> AgainstWritersAsync(string connectionString, string table) => TakeAsync(connectionString, table, "SHARE");

    /// <summary>Returns when somebody has come to the table and waits.</summary>
    public Task WaitForVisitorAsync() => Eventually.HoldsAsync(IsVisitedAsync, $"somebody waits for the table {_table}");

    // The transaction ends with its connection.
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task<TableLock> TakeAsync(string connectionString, string table, string mode)
    {
        var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"BEGIN; LOCK TABLE {table} IN {mode} MODE", connection);
        await command.ExecuteNonQueryAsync();
        return new(connection, table);
    }

    private async Task<bool> IsVisitedAsync()
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_locks WHERE relation = $1::regclass AND NOT granted)", _connection);
        command.Parameters.Add(new() { Value = _table });
        return (bool)(await command.ExecuteScalarAsync())!;
    }
}
