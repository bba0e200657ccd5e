using System.Net.Sockets;
using Npgsql;

namespace BorgUi.Core.Data;

public static class DatabaseFailure
{
    private const string IdleInTransactionSessionTimeout = "25P03";

    /// <summary>Whether waiting can help: no connection, a server that starts or stops, a schema that is still to be migrated.</summary>
    public static bool MayPass(Exception? exception) => exception switch
    {
        null => false,
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn } => true,
        // This process was frozen within a transaction.
        PostgresException { SqlState: IdleInTransactionSessionTimeout } => true,
        NpgsqlException { IsTransient: true } or NpgsqlException { InnerException: SocketException or IOException or TimeoutException } => true,
        _ => MayPass(exception.InnerException),
    };
}
