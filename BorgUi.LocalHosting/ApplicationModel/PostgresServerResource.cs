using BorgUi.LocalHosting.Postgres;

namespace BorgUi.LocalHosting.ApplicationModel;

public class PostgresServerResource : Resource, IResourceWithConnectionString, IResourceWithEndpoints, IResourceWithWaitSupport, IComputeResource
{
    internal PostgresServerResource(string name, ParameterResource? userName, ParameterResource password, int? port)
        : base(name)
    {
        UserNameParameter = userName;
        PasswordParameter = password;
        FixedPort = port;
    }

    public ParameterResource? UserNameParameter { get; }

    public ParameterResource PasswordParameter { get; }

    internal int? FixedPort { get; }

    internal int Port { get; set; }

    internal List<PostgresDatabaseResource> Databases { get; } = [];

    /// <summary>Nothing to run when every database was given from outside.</summary>
    internal bool IsNeeded => Databases.Count == 0 || Databases.Exists(database => !database.IsGiven);

    public async ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) =>
        $"Host=localhost;Port={Port};Username={await UserNameAsync(cancellationToken)};Password={await PasswordParameter.GetValueAsync(cancellationToken)}";

    internal async ValueTask<string> UserNameAsync(CancellationToken cancellationToken) =>
        UserNameParameter is null ? PostgresCluster.DefaultUserName : (await UserNameParameter.GetValueAsync(cancellationToken))!;
}
