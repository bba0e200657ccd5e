namespace BorgUi.LocalHosting.Running;

/// <summary>For resources that live in another one: runs until it is told to stop.</summary>
internal sealed class NoProgram : IRunningProgram
{
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int? ProcessId => null;

    public Task<int> Completion => _ended.Task;

    public Task StopAsync()
    {
        Kill();
        return Task.CompletedTask;
    }

    public void Kill() => _ended.TrySetResult(0);

    public async ValueTask DisposeAsync() => await StopAsync();
}
