using System.Globalization;
using BorgUi.LocalHosting;
using BorgUi.Processes;

namespace BorgUi.Testing.Ssh;

/// <summary>A real sshd on loopback, which lets the user of the tests in with one key; it ends with the test process.</summary>
public sealed class SshServer : IAsyncDisposable
{
    private const string PrivilegeSeparationFolder = "/run/sshd";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder = TemporaryFolder.Create("ssh");
    private ChildProcess? _process;
    private Task _reading = Task.CompletedTask;

    private SshServer()
    {
    }

    public int Port { get; } = FreePort.Find();

    /// <summary>The key that opens the account of the user who runs the tests.</summary>
    public string PrivateKey => File.ReadAllText(In("client"));

    /// <summary>The lines that ssh-keyscan would print.</summary>
    public string KnownHosts => KnownHostsWith("host");

    /// <summary>The same with a key that is not this server's.</summary>
    public string OtherKnownHosts => KnownHostsWith("client");

    public static async Task<SshServer> StartNewAsync()
    {
        var server = new SshServer();
        await server.StartAsync();
        return server;
    }

    public string LocationOf(string path) => $"ssh://{Environment.UserName}@127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}{path}";

    /// <summary>Ends the connections as a power cut would; the server goes on listening.</summary>
    public void CutConnections()
    {
        // The listener's children; what they started for the user finds its pipes closed.
        foreach (var session in ProcessTree.DescendantsOf(_process!.Id).Where(child => ProcessTree.NameOf(child).StartsWith("sshd", StringComparison.Ordinal)))
        {
            session.Send(Signal.Kill);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            CutConnections();
            await _process.DisposeAsync();
            await _reading;
        }

        _folder.Dispose();
    }

    private async Task StartAsync()
    {
        await MakeKeyAsync("host");
        await MakeKeyAsync("client");
        File.Copy(In("client.pub"), In("authorized_keys"));
        await File.WriteAllTextAsync(In("sshd_config"), Settings());
        if (Environment.IsPrivilegedProcess)
        {
            // Where no sshd ever ran as a service nobody has made it yet.
            Directory.CreateDirectory(PrivilegeSeparationFolder);
        }

        var program = ExecutablePath.TryFind("sshd", "/usr/sbin", "/sbin") ?? throw new InvalidOperationException("sshd is not installed; eng/prerequisites.sh test installs it.");
        _process = await ChildProcess.StartAsync(new() { FileName = program, Arguments = ["-D", "-e", "-f", In("sshd_config")] });
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _reading = Task.WhenAll(ReadLogAsync(_process.Error, ready), _process.Output.CopyToAsync(Stream.Null));
        await ready.Task.WaitAsync(Patience);
    }

    private string Settings() => $"""
        ListenAddress 127.0.0.1
        Port {Port.ToString(CultureInfo.InvariantCulture)}
        HostKey {In("host")}
        AuthorizedKeysFile {In("authorized_keys")}
        PidFile none
        StrictModes no
        UsePAM no
        PermitRootLogin prohibit-password
        PasswordAuthentication no
        KbdInteractiveAuthentication no

        """;

    private async Task MakeKeyAsync(string name)
    {
        var made = await CapturedRun.RunAsync(new() { FileName = "ssh-keygen", Arguments = ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", In(name)] });
        if (made.ExitCode != 0)
        {
            throw new InvalidOperationException($"ssh-keygen failed: {made.Error}");
        }
    }

    private string KnownHostsWith(string key) =>
        $"[127.0.0.1]:{Port.ToString(CultureInfo.InvariantCulture)} {string.Join(' ', File.ReadAllText(In(key + ".pub")).Split(' ').Take(2))}\n";

    private string In(string name) => Path.Combine(_folder.Path, name);

    private static async Task ReadLogAsync(Stream log, TaskCompletionSource ready)
    {
        using var reader = new StreamReader(log);
        var said = new List<string>();
        while (await reader.ReadLineAsync() is { } line)
        {
            // Server listening on 127.0.0.1 port 40123.
            if (line.StartsWith("Server listening on", StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }

            said.Add(line);
        }

        ready.TrySetException(new InvalidOperationException($"sshd ended: {string.Join('\n', said.TakeLast(5))}"));
    }
}
