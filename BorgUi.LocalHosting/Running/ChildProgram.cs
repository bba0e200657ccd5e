using BorgUi.Processes;

namespace BorgUi.LocalHosting.Running;

/// <summary>A child process whose output becomes log lines.</summary>
internal sealed class ChildProgram : IRunningProgram
{
    // A grandchild may hold the pipes open after the child's end.
    private static readonly TimeSpan LastOutputPatience = TimeSpan.FromSeconds(1);

    private readonly ChildProcess _process;
    private readonly Signal _stopSignal;
    private readonly Signal _killSignal;
    private readonly TimeSpan _stopPatience;

    private ChildProgram(ChildProcess process, Signal killSignal, Signal stopSignal, TimeSpan stopPatience, Action<string> onLine)
    {
        _process = process;
        _killSignal = killSignal;
        _stopSignal = stopSignal;
        _stopPatience = stopPatience;
        Completion = CompleteAsync(Task.WhenAll(LineReader.ReadAsync(process.Output, onLine), LineReader.ReadAsync(process.Error, onLine)));
    }

    public int? ProcessId => _process.Id;

    public Task<int> Completion { get; }

    public static async Task<ChildProgram> StartAsync(
        ChildProcessStart start, Signal stopSignal, TimeSpan stopPatience, Action<string> onLine, CancellationToken cancellationToken) =>
        new(await ChildProcess.StartAsync(start, cancellationToken), start.DeathSignal, stopSignal, stopPatience, onLine);

    public async Task StopAsync()
    {
        await _process.StopAsync(_stopSignal, _stopPatience);
        await Completion;
    }

    /// <summary>By the signal that it would get if we died: it is chosen so that no damage is done.</summary>
    public void Kill() => _process.Send(_killSignal, wholeGroup: _killSignal == Signal.Kill);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _process.DisposeAsync();
    }

    private async Task<int> CompleteAsync(Task output)
    {
        var exitCode = await _process.WaitForExitAsync();
        await Task.WhenAny(output, Task.Delay(LastOutputPatience));
        return exitCode;
    }
}
