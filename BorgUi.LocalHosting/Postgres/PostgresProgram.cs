using BorgUi.LocalHosting.ApplicationModel;
using BorgUi.LocalHosting.Running;

namespace BorgUi.LocalHosting.Postgres;

/// <summary>The PostgreSQL server of the data folder.</summary>
internal sealed class PostgresProgram(PostgresServerResource server, ResourceInstance instance, DataFolder data, HostingOptions options) : IResourceProgram
{
    private PostgresCluster? _cluster;

    public bool IsCrash(int exitCode) => true;

    public async Task<IRunningProgram> StartAsync(CancellationToken cancellationToken)
    {
        _cluster = await PostgresCluster.StartAsync(
            new()
            {
                Folder = data.Combine(server.Name),
                Port = server.Port,
                UserName = await server.UserNameAsync(cancellationToken),
                Password = (await server.PasswordParameter.GetValueAsync(cancellationToken))!,
                Durable = !options.IsTest,
                Programs = options.Programs,
            },
            instance.Log.Write,
            cancellationToken);
        return _cluster.Program;
    }

    public Task WaitUntilAskableAsync(CancellationToken cancellationToken) => _cluster!.WaitUntilReadyAsync(cancellationToken);

    public async Task<string?> CheckHealthAsync(CancellationToken cancellationToken) =>
        await PostgresProbe.TroubleAsync(_cluster!.ConnectionString("postgres"), cancellationToken);
}
