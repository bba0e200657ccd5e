using System.Collections;
using BorgUi.LocalHosting;
using BorgUi.Processes;

namespace BorgUi.Benchmarks.Running;

/// <summary>One of BorgUi's own programs as a process, which can be ended, killed and frozen; what it says goes into a file.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromMinutes(1);

    private readonly ChildProcess _process;
    private readonly Task _writing;

    private ServiceProcess(ChildProcess process, Task writing) => (_process, _writing) = (process, writing);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <param name="program">As the AppHost knows it.</param>
    /// <param name="arguments">What it is told on its command line.</param>
    /// <param name="environment">Variables over those of this process.</param>
    /// <param name="log">The file to which its output is added.</param>
    public static async Task<ServiceProcess> StartAsync(
        IProjectMetadata program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, string log)
    {
        var process = await ChildProcess.StartAsync(new()
        {
            FileName = "dotnet",
            Arguments = ["exec", program.TargetPath, .. arguments],
            Environment = Over(environment),
        });
        return new(process, Task.WhenAll(WriteAsync(process.Output, log), WriteAsync(process.Error, $"{log}.error")));
    }

    public bool Send(Signal signal) => _process.Send(signal);

    public Task<int> WaitForExitAsync() => _process.WaitForExitAsync();

    public async Task KillAsync()
    {
        _process.Send(Signal.Kill);
        await _process.WaitForExitAsync();
    }

    /// <summary>As its host would end it.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.Send(Signal.Continue);
        await _process.StopAsync(Signal.Terminate, StopPatience);
        await _writing;
        await _process.DisposeAsync();
    }

    private static Dictionary<string, string> Over(IReadOnlyDictionary<string, string> environment)
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "");
        foreach (var (name, value) in environment)
        {
            variables[name] = value;
        }

        return variables;
    }

    private static async Task WriteAsync(Stream output, string file)
    {
        await using var log = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        await output.CopyToAsync(log);
    }
}
