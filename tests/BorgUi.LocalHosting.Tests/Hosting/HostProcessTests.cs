using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using BorgUi.LocalHosting.Postgres;
using BorgUi.Processes;
using BorgUi.Testing;

namespace BorgUi.LocalHosting.Tests.Hosting;

public sealed class HostProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.Create("host-process");
    private readonly int _port = FreePort.Find();

    private string DataPath => Path.Combine(_folder.Path, "data");

    private string JournalPath => Path.Combine(_folder.Path, "journal");

    private string[] Arguments => ["--data", DataPath, "--port", $"{_port}", "--Journal", JournalPath];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Leaves_nothing_running_and_a_clean_database_when_it_is_killed()
    {
        await using var host = await HostProcess.StartAsync(Arguments);
        await host.WaitForLineAsync("BorgUi.LocalHosting.TestAppHost is ready at");
        var children = host.Descendants();
        Assert.True(children.Count >= 4, $"only {children.Count} processes");

        host.Send(Signal.Kill);

        await Eventually.HoldsAsync(() => children.All(child => !child.IsAlive()));
        Assert.Contains("Database cluster state:               shut down\n", await ControlDataAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starts_again_on_the_same_data_right_after_it_was_killed()
    {
        await using (var killed = await HostProcess.StartAsync(Arguments))
        {
            await killed.WaitForLineAsync("BorgUi.LocalHosting.TestAppHost is ready at");
            killed.Send(Signal.Kill);
        }

        await using var host = await HostProcess.StartAsync(Arguments);

        Assert.Equal($"BorgUi.LocalHosting.TestAppHost is ready at http://localhost:{_port}", await host.WaitForLineAsync("BorgUi.LocalHosting.TestAppHost is"));
    }

    [Theory]
    [InlineData(Signal.Terminate)]
    [InlineData(Signal.Interrupt)]
    public async Task Stops_everything_in_reverse_and_exits_with_zero_on_a_signal(Signal signal)
    {
        await using var host = await HostProcess.StartAsync(Arguments);
        await host.WaitForLineAsync("BorgUi.LocalHosting.TestAppHost is ready at");

        host.Send(signal);

        Assert.Equal(0, await host.WaitForExitAsync());
        Assert.Equal(["web stopping", "api stopping"], (await File.ReadAllLinesAsync(JournalPath)).TakeLast(2));
        var ended = host.Lines.Where(IsEnd).Select(NameOf).Where(name => name is "web" or "api" or "redis" or "postgres").ToList();
        Assert.Equal(["web", "api"], ended.Take(2));
        Assert.Equal(["postgres", "redis"], ended.Skip(2).Order()); // nothing of ours decides which of these two is quicker
    }

    [Fact]
    public async Task Does_not_wait_for_a_stubborn_program_when_it_is_told_twice()
    {
        await using var host = await HostProcess.StartAsync([.. Arguments, "--Stubborn", "true"]);
        await host.WaitForLineAsync("BorgUi.LocalHosting.TestAppHost is ready at");
        host.Send(Signal.Interrupt);
        await Eventually.HoldsAsync(async () => (await File.ReadAllLinesAsync(JournalPath)).Contains("web stopping"));

        await Eventually.HoldsAsync(() =>
        {
            host.Send(Signal.Interrupt);
            return host.HasExited;
        });

        await host.WaitForExitAsync();
        Assert.Contains("web        | [host] ended with exit code 137", host.Lines);
        Assert.Contains("Database cluster state:               shut down\n", await ControlDataAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_port_that_is_taken_and_fails()
    {
        using var other = new TcpListener(IPAddress.Loopback, _port);
        other.Start();

        await using var host = await HostProcess.StartAsync(Arguments);

        Assert.Equal(1, await host.WaitForExitAsync());
        Assert.Contains(
            $"'web' cannot start: port {_port} is taken by {Process.GetCurrentProcess().ProcessName} (pid {Environment.ProcessId}). Stop that program, or choose another port with --port.",
            host.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_data_folder_that_another_host_uses()
    {
        await using var first = await HostProcess.StartAsync(Arguments);
        await first.WaitForLineAsync("BorgUi.LocalHosting.TestAppHost is ready at");

        await using var second = await HostProcess.StartAsync(Arguments);

        Assert.Equal(1, await second.WaitForExitAsync());
        Assert.Contains($"The data folder {DataPath} is in use by another host (pid ", second.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_to_install_when_a_server_is_missing_and_fails()
    {
        await using var host = await HostProcess.StartAsync([.. Arguments, "--Hosting:ProgramFolders", _folder.Path]);

        Assert.Equal(1, await host.WaitForExitAsync());
        Assert.Matches("(PostgreSQL|Redis) is not installed .* Install it: apt-get install (postgresql|redis-server), or give ", host.Text);
    }

    [Fact]
    public async Task Refuses_a_port_that_is_none()
    {
        await using var host = await HostProcess.StartAsync("--data", DataPath, "--port", "80x");

        Assert.Equal(1, await host.WaitForExitAsync());
        Assert.Contains("'80x' is not a port", host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_generated_secrets_between_runs_for_itself_alone()
    {
        var first = await RunOnceAsync();
        var second = await RunOnceAsync();

        Assert.Contains("postgres-password", first, StringComparison.Ordinal);
        Assert.Contains("\"secret\"", first, StringComparison.Ordinal);
        Assert.Equal(first, second);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(DataPath, "parameters.json")));
    }

    private static bool IsEnd(string line) => line.EndsWith("[host] ended with exit code 0", StringComparison.Ordinal);

    private static string NameOf(string line) => line.Split('|')[0].Trim();

    private async Task<string> RunOnceAsync()
    {
        await using var host = await HostProcess.StartAsync(Arguments);
        await host.WaitForLineAsync("BorgUi.LocalHosting.TestAppHost is ready at");
        host.Send(Signal.Terminate);
        await host.WaitForExitAsync();
        return await File.ReadAllTextAsync(Path.Combine(DataPath, "parameters.json"));
    }

    private async Task<string> ControlDataAsync()
    {
        var cluster = Path.Combine(DataPath, "postgres", "data");
        var tool = Path.Combine(Path.GetDirectoryName(PostgresBinaries.Find(cluster, new()).Server)!, "pg_controldata");
        var run = await CapturedRun.RunAsync(new()
        {
            FileName = tool,
            Arguments = [cluster],
            Environment = new Dictionary<string, string> { ["LC_ALL"] = "C" },
        });
        return run.Output;
    }
}
