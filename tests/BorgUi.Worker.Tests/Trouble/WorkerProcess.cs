using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using BorgUi.Processes;
using BorgUi.Worker.Tests.Jobs;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>A worker as a process of its own, which can be killed, frozen and cut off.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Task _reading;

    private WorkerProcess(ChildProcess process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.Output), process.Error.CopyToAsync(Stream.Null));
    }

    /// <param name="machine">Workers of one machine share borg's data and recognise each other's processes.</param>
    /// <param name="borg">The program to run in place of borg.</param>
    public static async Task<WorkerProcess> StartAsync(
        WorkerFixture fixture, string machine = "data", string? connectionString = null, int leaseSeconds = 60, string borg = "borg", int indexSlots = 0, string sites = "default")
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
        environment["ConnectionStrings__borgui"] = connectionString ?? fixture.Database.ConnectionString;
        environment["BorgUi__SecretKey"] = WorkerFixture.SecretKey;
        environment["BorgUi__DataPath"] = Path.Combine(fixture.Folder, machine);
        environment["BorgUi__Sites"] = sites;
        environment["BorgUi__Worker__Lease"] = TimeSpan.FromSeconds(leaseSeconds).ToString();
        environment["BorgUi__Worker__RenewEvery"] = "00:00:00.5";
        environment["BorgUi__Worker__PollEvery"] = "00:00:00.1";
        environment["BorgUi__Worker__DrainPatience"] = "00:01:00";
        environment["BorgUi__Borg__Executable"] = borg;
        environment["BorgUi__Worker__IndexSlots"] = indexSlots.ToString(CultureInfo.InvariantCulture);
        environment["BorgUi__Borg__LockWait"] = "00:05:00";
        environment["BorgUi__ShutdownTimeout"] = "00:02:00";
        environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        return new(await ChildProcess.StartAsync(new()
        {
            FileName = "dotnet",
            Arguments = ["exec", Path.Combine(AppContext.BaseDirectory, "BorgUi.Worker.dll")],
            Environment = environment,
        }));
    }

    public int Id => _process.Id;

    public void Send(Signal signal) => _process.Send(signal);

    /// <summary>Whether it has logged this.</summary>
    public bool HasSaid(string words) => _lines.Any(line => line.Contains(words, StringComparison.Ordinal));

    public Task<int> WaitForExitAsync() => _process.WaitForExitAsync();

    public async Task KillAsync()
    {
        _process.Send(Signal.Kill);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _reading;
    }

    private async Task ReadAsync(Stream output)
    {
        using var reader = new StreamReader(output);
        while (await reader.ReadLineAsync() is { } line)
        {
            _lines.Enqueue(line);
        }
    }
}
