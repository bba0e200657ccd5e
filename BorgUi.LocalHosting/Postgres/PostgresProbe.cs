using Npgsql;

namespace BorgUi.LocalHosting.Postgres;

internal static class PostgresProbe
{
    /// <summary>Null when the database answers, else what it said.</summary>
    public static async Task<string?> TroubleAsync(string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 5, CommandTimeout = 5 };
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync(cancellationToken);
            return null;
        }
        catch (Exception error) when (error is NpgsqlException or TimeoutException)
        {
            return error.Message;
        }
    }
}
