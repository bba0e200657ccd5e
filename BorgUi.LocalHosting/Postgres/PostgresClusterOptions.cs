using BorgUi.LocalHosting.Running;

namespace BorgUi.LocalHosting.Postgres;

internal sealed record PostgresClusterOptions
{
    /// <summary>Holds <c>data</c> and <c>socket</c>; made on the first start.</summary>
    public required string Folder { get; init; }

    /// <summary>On the loopback addresses only.</summary>
    public required int Port { get; init; }

    public string UserName { get; init; } = PostgresCluster.DefaultUserName;

    public required string Password { get; init; }

    /// <summary>False trades safety against power loss for speed; for tests.</summary>
    public bool Durable { get; init; } = true;

    public ProgramSearch Programs { get; init; } = new();

    public string DataFolder => Path.Combine(Folder, "data");

    public string SocketFolder => Path.Combine(Folder, "socket");
}
