using BorgUi.Testing.Postgres;
using Npgsql;

namespace BorgUi.LocalHosting.Tests.Postgres;

public sealed class PostgresServerTests
{
    [Fact]
    public async Task Gives_each_test_its_own_copy_of_a_template_that_is_prepared_once()
    {
        var server = await PostgresServer.SharedAsync();
        var prepared = 0;

        await using var first = await server.CreateDatabaseAsync("things", PrepareAsync);
        await using var second = await server.CreateDatabaseAsync("things", PrepareAsync);
        await ExecuteAsync(first.ConnectionString, "INSERT INTO things VALUES ('first')");

        Assert.Equal(1, prepared);
        Assert.Equal(0L, await ExecuteAsync(second.ConnectionString, "SELECT count(*) FROM things"));

        Task PrepareAsync(string connectionString)
        {
            prepared++;
            return ExecuteAsync(connectionString, "CREATE TABLE things (name text)");
        }
    }

    [Fact]
    public async Task Drops_a_database_that_is_still_in_use()
    {
        var server = await PostgresServer.SharedAsync();
        var database = await server.CreateDatabaseAsync();
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();

        await database.DisposeAsync();

        Assert.Equal(0L, await ExecuteAsync(server.ConnectionString(), $"SELECT count(*) FROM pg_database WHERE datname = '{database.Name}'"));
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
