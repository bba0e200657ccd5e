using System.Collections.Concurrent;
using BorgUi.Processes;
using BorgUi.Testing;

namespace BorgUi.LocalHosting.Tests.Hosting;

/// <summary>The test AppHost as a process of its own, as a person runs it.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Task _reading;

    private HostProcess(ChildProcess process)
    {
        _process = process;
        _reading = Task.WhenAll(LineReader.ReadAsync(process.Output, _lines.Enqueue), LineReader.ReadAsync(process.Error, _lines.Enqueue));
    }

    public IReadOnlyCollection<string> Lines => _lines;

    public string Text => string.Join('\n', _lines);

    public static async Task<HostProcess> StartAsync(params string[] args) =>
        new(await ChildProcess.StartAsync(new()
        {
            FileName = "dotnet",
            Arguments = ["exec", Path.Combine(AppContext.BaseDirectory, "BorgUi.LocalHosting.TestAppHost.dll"), .. args],
        }));

    public async Task<string> WaitForLineAsync(string beginning)
    {
        await Eventually.HoldsAsync(() => Find(beginning) is not null || _process.HasExited);
        return Find(beginning) ?? throw new InvalidOperationException($"The host ended without '{beginning}':\n{Text}");
    }

    public bool HasExited => _process.HasExited;

    public void Send(Signal signal) => _process.Send(signal);

    public async Task<int> WaitForExitAsync()
    {
        var exitCode = await _process.WaitForExitAsync();
        await _reading;
        return exitCode;
    }

    /// <summary>All processes below the host that still run.</summary>
    public IReadOnlyList<ProcessIdentity> Descendants() => ProcessTree.DescendantsOf(_process.Id);

    public async ValueTask DisposeAsync()
    {
        await _process.StopAsync(Signal.Terminate, TimeSpan.FromSeconds(30));
        await _process.DisposeAsync();
    }

    private string? Find(string beginning) => _lines.FirstOrDefault(line => line.StartsWith(beginning, StringComparison.Ordinal));
}
