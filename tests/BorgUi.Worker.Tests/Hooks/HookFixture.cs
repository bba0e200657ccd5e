using BorgUi.Worker.Tests.Jobs;

namespace BorgUi.Worker.Tests.Hooks;

/// <summary>A worker that is impatient with hooks, and a repository that it made; all tests of a class share them.</summary>
public sealed class HookFixture : IAsyncLifetime
{
    public WorkerFixture Worker { get; } = new();

    public Guid Repository { get; private set; }

    public async Task InitializeAsync()
    {
        await Worker.InitializeAsync();
        Worker.StartWorker(("BorgUi:Hooks:TerminatePatience", "00:00:00.3"));
        Repository = await Worker.CreateRepositoryAsync();
    }

    public Task DisposeAsync() => Worker.DisposeAsync();
}
