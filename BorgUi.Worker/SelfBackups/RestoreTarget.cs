using BorgUi.Core.Data;
using Npgsql;

namespace BorgUi.Worker.SelfBackups;

/// <summary>The database that a self-backup is to be restored into: whether anything there would be lost.</summary>
internal sealed class RestoreTarget(NpgsqlDataSource database, DatabaseAddress address)
{
    /// <param name="replace">What BorgUi has there may go.</param>
    /// <returns>Why nothing can be restored there, and what to do about it; null when it can.</returns>
    public async Task<string?> WhyNotAsync(bool replace, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var (tables, isOurs) = await LookAsync(connection, cancellationToken);
        return tables == 0 ? null
            : isOurs ? await WhyNotInOursAsync(connection, replace, cancellationToken)
            : $"The database {address.Name} holds tables that are not BorgUi's. Give it a database of its own.";
    }

    private static async Task<(long Tables, bool IsOurs)> LookAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT (SELECT count(*) FROM pg_tables WHERE schemaname = 'public'),
                to_regclass('public.users') IS NOT NULL AND to_regclass('public.repositories') IS NOT NULL AND to_regclass('public.workers') IS NOT NULL
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetBoolean(1));
    }

    private async Task<string?> WhyNotInOursAsync(NpgsqlConnection connection, bool replace, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT (SELECT count(*) FROM public.users), (SELECT count(*) FROM public.repositories),
                (SELECT min(name) FROM public.workers WHERE heartbeat_at > now() - interval '30 seconds')
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var (users, repositories) = (reader.GetInt64(0), reader.GetInt64(1));
        return !await reader.IsDBNullAsync(2, cancellationToken)
                ? $"The worker {reader.GetString(2)} is using {address.Name}, or did so half a minute ago. Stop BorgUi first."
            : users + repositories > 0 && !replace
                ? $"The database {address.Name} is not empty: it has {users} users and {repositories} repositories. Give an empty one, or say --replace to lose what is there."
            : null;
    }
}
