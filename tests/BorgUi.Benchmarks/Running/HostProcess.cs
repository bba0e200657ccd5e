using System.Collections;
using System.Globalization;
using BorgUi.Processes;

namespace BorgUi.Benchmarks.Running;

/// <summary>
/// The AppHost as <c>run.sh</c> starts it. Not the testing builder: that one runs a Postgres that does not wait for the disk,
/// and the time which that saves would not be saved for people.
/// </summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private const int LinesKept = 30;
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan StopPatience = TimeSpan.FromMinutes(1);

    private readonly ChildProcess _process;
    private readonly string _readyText;
    private readonly Queue<string> _lastLines = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private HostProcess(ChildProcess process, string readyText)
    {
        (_process, _readyText) = (process, readyText);
        _reading = Task.WhenAll(ReadAsync(process.Output), ReadAsync(process.Error));
    }

    public int Id => _process.Id;

    /// <summary>Returns when everything is ready.</summary>
    /// <param name="dataPath">Where the host keeps everything.</param>
    /// <param name="port">Where Web is to listen.</param>
    /// <param name="environment">Variables over those of this process; they reach all processes of BorgUi.</param>
    /// <param name="cancellationToken">Ends the waiting, and the host.</param>
    /// <exception cref="InvalidOperationException">The host ended before.</exception>
    public static async Task<HostProcess> StartAsync(
        string dataPath, int port, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var portText = port.ToString(CultureInfo.InvariantCulture);
        var start = new ChildProcessStart
        {
            FileName = "dotnet",
            Arguments = [Path.Combine(AppContext.BaseDirectory, "BorgUi.AppHost.dll"), "--data", dataPath, "--port", portText, "--workers", "1"],
            Environment = Over(environment),
        };
        var host = new HostProcess(await ChildProcess.StartAsync(start, cancellationToken), $"is ready at http://localhost:{portText}");
        try
        {
            await Task.WhenAny(host._ready.Task, host._reading).WaitAsync(StartPatience, cancellationToken);
            return host._ready.Task.IsCompleted
                ? host
                : throw new InvalidOperationException($"BorgUi ended before it was ready: {string.Join(" / ", host._lastLines)}");
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.StopAsync(Signal.Terminate, StopPatience);
        await _reading;
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

    private async Task ReadAsync(Stream stream)
    {
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync() is { } line)
        {
            Remember(line);
            if (line.Contains(_readyText, StringComparison.Ordinal))
            {
                _ready.TrySetResult();
            }
        }
    }

    private void Remember(string line)
    {
        lock (_lastLines)
        {
            _lastLines.Enqueue(line);
            if (_lastLines.Count > LinesKept)
            {
                _lastLines.Dequeue();
            }
        }
    }
}
