using System.Collections;
using System.Globalization;
using BorgUi.Contracts.Jobs;
using BorgUi.LocalHosting;
using BorgUi.Processes;
using BorgUi.Testing;

namespace BorgUi.AppHost.Tests;

public sealed class KilledHostTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = TemporaryFolder.Create("killed");
    private readonly int _port = FreePort.Find();
    private readonly List<ChildProcess> _hosts = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        await Eventually.HoldsAsync(() => !DescendantsOf(_folder.Path).Any());
        _folder.Dispose();
    }

    [Fact]
    public async Task Kill_9_of_the_host_during_a_backup_leaves_no_process_and_no_false_completed()
    {
        var user = new ApiUser(new() { BaseAddress = new($"http://localhost:{_port}") });
        var first = await StartHostAsync();
        await user.SetUpAsync();
        var repository = await user.CreateRepositoryAsync("first", Path.Combine(_folder.Path, "repository"));
        var done = await user.StartBackupAsync(await user.CreatePlanAsync("small", repository, "/etc/hostname"));
        Assert.Equal(JobStatus.Completed, (await user.WaitForEndAsync(done)).Status);
        var id = await user.StartBackupAsync(await user.CreatePlanAsync("long", repository, MakeZeros()));
        await user.WaitForAsync(id, job => job is { Status: JobStatus.Running, OriginalSize: > 0 });
        Assert.Contains(DescendantsOf(_folder.Path), command => command.Contains("borg", StringComparison.Ordinal));

        first.Send(Signal.Kill);

        await Eventually.HoldsAsync(() => !DescendantsOf(_folder.Path).Any());
        await StartHostAsync();
        var after = await user.WaitForAsync(id, job => job.Status != JobStatus.Running);
        Assert.Equal(JobStatus.Interrupted, after.Status);
        Assert.Equal(JobStatus.Completed, (await user.GetJobAsync(done)).Status);
        Assert.NotEmpty((await user.GetLogAsync(done)).Items);
        Assert.Single(await user.GetArchivesAsync(repository));
        var again = await user.StartBackupAsync(await user.CreatePlanAsync("after", repository, "/etc/hostname"));
        Assert.Equal(JobStatus.Completed, (await user.WaitForEndAsync(again)).Status);
    }

    [Fact]
    public async Task SIGTERM_at_any_moment_of_the_start_leaves_no_process_and_the_next_start_works()
    {
        var random = new Random(1);
        for (var start = 0; start < 4; start++)
        {
            var host = await StartProcessAsync();
            var reading = Task.WhenAll(host.Output.CopyToAsync(Stream.Null), host.Error.CopyToAsync(Stream.Null));
            await Task.Delay(random.Next(6000));
            host.Send(Signal.Terminate);
            // Before the runtime listens for signals, SIGTERM ends it as any program.
            Assert.Contains(await host.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(5)), new[] { 0, 128 + 15 });
            await reading;
            await Eventually.HoldsAsync(() => !DescendantsOf(_folder.Path).Any());
        }

        await StartHostAsync();
        var user = new ApiUser(new() { BaseAddress = new($"http://localhost:{_port}") });
        await user.SetUpAsync();
        var repository = await user.CreateRepositoryAsync("first", Path.Combine(_folder.Path, "repository"));
        var job = await user.StartBackupAsync(await user.CreatePlanAsync("small", repository, "/etc/hostname"));
        Assert.Equal(JobStatus.Completed, (await user.WaitForEndAsync(job)).Status);
    }

    private async Task<ChildProcess> StartHostAsync()
    {
        var host = await StartProcessAsync();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = ReadAsync(host.Output, ready);
        _ = ReadAsync(host.Error, ready);
        await ready.Task.WaitAsync(TimeSpan.FromMinutes(5));
        return host;
    }

    private async Task<ChildProcess> StartProcessAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "BorgUi.AppHost.dll");
        var host = await ChildProcess.StartAsync(new()
        {
            FileName = "dotnet",
            Environment = MarkedEnvironment(),
            Arguments = [program, "--data", Path.Combine(_folder.Path, "data"), "--port", _port.ToString(CultureInfo.InvariantCulture), "--workers", "1"],
        });
        _hosts.Add(host);
        return host;
    }

    private static async Task ReadAsync(Stream stream, TaskCompletionSource ready)
    {
        using var reader = new StreamReader(stream);
        var seen = new List<string>();
        while (await reader.ReadLineAsync() is { } line)
        {
            seen.Add(line);
            if (line.Contains("BorgUi is ready at http://localhost:", StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        }

        ready.TrySetException(new InvalidOperationException($"The host ended before it was ready:\n{string.Join('\n', seen.TakeLast(30))}"));
    }

    private string MakeZeros()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "zeros")).FullName;
        using var file = File.Create(Path.Combine(folder, "zeros.bin"));
        file.SetLength(20_000_000_000);
        return folder;
    }

    // What the host starts inherits this, and what runs in an environment of its own names a path below the folder.
    private Dictionary<string, string> MarkedEnvironment()
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "");
        variables["STARTED_BY_TEST_IN"] = _folder.Path;
        return variables;
    }

    private static IEnumerable<string> DescendantsOf(string folder) =>
        Directory.EnumerateDirectories("/proc").Where(process => int.TryParse(Path.GetFileName(process), out var id) && id != Environment.ProcessId)
            .Select(process => (Command: Read($"{process}/cmdline"), Environment: Read($"{process}/environ")))
            .Where(process => process.Command.Length > 0 && (process.Command.Contains(folder, StringComparison.Ordinal) || process.Environment.Contains(folder, StringComparison.Ordinal)))
            .Select(process => process.Command);

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Replace('\0', ' ');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
