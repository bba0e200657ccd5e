using BorgUi.LocalHosting.ApplicationModel;
using BorgUi.LocalHosting.Running;
using Npgsql;

namespace BorgUi.LocalHosting.Postgres;

/// <summary>A database: nothing runs for it, but it is created when missing and asked whether it answers.</summary>
internal sealed class PostgresDatabaseProgram(PostgresDatabaseResource database) : IResourceProgram
{
    private string _connectionString = "";

    public bool IsCrash(int exitCode) => false;

    public async Task<IRunningProgram> StartAsync(CancellationToken cancellationToken)
    {
        _connectionString = (await database.GetConnectionStringAsync(cancellationToken))!;
        if (!database.IsGiven)
        {
            await CreateAsync(cancellationToken);
        }

        return new NoProgram();
    }

    public Task WaitUntilAskableAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> CheckHealthAsync(CancellationToken cancellationToken) => PostgresProbe.TroubleAsync(_connectionString, cancellationToken);

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        var server = new NpgsqlConnectionStringBuilder(await database.Parent.GetConnectionStringAsync(cancellationToken)) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var exists = new NpgsqlCommand("SELECT count(*) FROM pg_database WHERE datname = $1", connection);
            exists.Parameters.Add(new() { Value = database.DatabaseName });
            if (await exists.ExecuteScalarAsync(cancellationToken) is 0L)
            {
                await using var create = new NpgsqlCommand($"CREATE DATABASE {new NpgsqlCommandBuilder().QuoteIdentifier(database.DatabaseName)}", connection);
                await create.ExecuteNonQueryAsync(cancellationToken);
            }
        }
        catch (NpgsqlException error)
        {
            throw new HostingException($"The database '{database.DatabaseName}' could not be created: {error.Message}", error);
        }
    }
}
