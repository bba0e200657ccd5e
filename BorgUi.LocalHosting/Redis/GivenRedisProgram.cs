using BorgUi.LocalHosting.Running;

namespace BorgUi.LocalHosting.Redis;

/// <summary>A Redis server that others run: we only ask whether it answers.</summary>
internal sealed class GivenRedisProgram(string connectionString) : IResourceProgram
{
    private readonly RedisProbe _probe = new(RedisAddress.Parse(connectionString));

    public bool IsCrash(int exitCode) => false;

    public Task<IRunningProgram> StartAsync(CancellationToken cancellationToken) => Task.FromResult<IRunningProgram>(new NoProgram());

    public Task WaitUntilAskableAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> CheckHealthAsync(CancellationToken cancellationToken) => _probe.TroubleAsync(cancellationToken);
}
