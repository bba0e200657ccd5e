using Npgsql;

namespace BorgUi.Core.Archives.Index;

/// <summary>
/// One transaction that changes the index of a series, alone. It lasts as long as borg lists, and writes nothing that others wait for
/// before its end.
/// </summary>
internal sealed class IndexTransaction : IAsyncDisposable
{
    private const int LockClass = 0x69_6e_64_78; // apart from every other use of advisory locks

    private readonly NpgsqlTransaction _transaction;

    private IndexTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction, int seriesId) =>
        (Connection, _transaction, SeriesId) = (connection, transaction, seriesId);

    public NpgsqlConnection Connection { get; }

    public int SeriesId { get; }

    public static async Task<IndexTransaction> BeginAsync(NpgsqlDataSource dataSource, int seriesId, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        try
        {
            var begun = new IndexTransaction(connection, await connection.BeginTransactionAsync(cancellationToken), seriesId);
            // borg may be silent for a while, and whoever waits for the lock can wait: none but other runs of the index want it.
            await using var command = begun.Command($"SET LOCAL idle_in_transaction_session_timeout = '1h'; SELECT pg_advisory_xact_lock({LockClass}, {seriesId})");
            await command.ExecuteNonQueryAsync(cancellationToken);
            return begun;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A command that may take as long as it needs; the token ends it.</summary>
    public NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlCommand(sql, Connection, _transaction) { CommandTimeout = 0 };
        PositionalParameters.Add(command.Parameters, values);
        return command;
    }

    public Task CommitAsync(CancellationToken cancellationToken) => _transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
