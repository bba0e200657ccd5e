using Npgsql;

namespace BorgUi.Testing.Postgres;

/// <summary>One database of a test; dropped when disposed, also while connections to it are open.</summary>
public sealed class TestDatabase(PostgresServer server, string name) : IAsyncDisposable
{
    public string Name => name;

    public string ConnectionString => server.ConnectionString(name);

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearPool(new(ConnectionString));
        await server.ExecuteAsync($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)");
    }
}
