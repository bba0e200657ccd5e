using System.Diagnostics;
using System.IO.Pipes;

namespace BorgUi.Processes;

/// <summary>
/// A child that cannot outlive us: leader of its own session and process group, without a terminal, with a parent-death
/// signal and default SIGPIPE and SIGINT. Both output streams must be read all the time, or the child stops when a pipe is full.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Lock _reaping = new();

    private ChildProcess(Process process, ChildProcessStart start)
    {
        _process = process;
        Identity = ProcessIdentity.Of(process.Id);
        Output = Reader(process.StandardOutput, start.PollOutput);
        Error = Reader(process.StandardError, start.PollError);
    }

    public int Id => _process.Id;

    /// <summary>Pid and start time together; null when the child ended before it could be read.</summary>
    public ProcessIdentity? Identity { get; }

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output { get; }

    public Stream Error { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>Starts the child on the one thread that lives as long as this process.</summary>
    /// <exception cref="FileNotFoundException">The program, or setpriv of util-linux that starts it, is not installed.</exception>
    public static async Task<ChildProcess> StartAsync(ChildProcessStart start, CancellationToken cancellationToken = default)
    {
        var startInfo = Describe(start);
        cancellationToken.ThrowIfCancellationRequested();
        var child = new ChildProcess(await SpawnerThread.RunAsync(startInfo), start);
        if (!start.OpenInput)
        {
            child._process.StandardInput.Close();
        }

        return child;
    }

    /// <summary>Sends a signal to the child, or to its whole process group; false when it has already ended.</summary>
    public bool Send(Signal signal, bool wholeGroup = false)
    {
        lock (_reaping)
        {
            // Never after the leader was reaped: its number may belong to somebody else by then.
            return !_process.HasExited && NativeMethods.Kill(wholeGroup ? -_process.Id : _process.Id, (int)signal) == 0;
        }
    }

    /// <summary>Waits for the end and answers the exit code; 128 + n when signal n ended the child.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken = default)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Asks with <paramref name="first"/>, and ends the whole group with SIGKILL when that was not heard in time.</summary>
    public async Task<int> StopAsync(Signal first, TimeSpan patience, TimeProvider? time = null)
    {
        Send(first);
        try
        {
            return await WaitForExitAsync().WaitAsync(patience, time ?? TimeProvider.System);
        }
        catch (TimeoutException)
        {
            Send(Signal.Kill, wholeGroup: true);
            return await WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Send(Signal.Kill, wholeGroup: true))
        {
            await WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static Stream Reader(StreamReader output, bool poll) =>
        poll ? new PolledPipe((AnonymousPipeClientStream)output.BaseStream, TimeProvider.System) : output.BaseStream;

    private static ProcessStartInfo Describe(ChildProcessStart start)
    {
        List<string> arguments = ["--pdeathsig", DeathSignalName(start.DeathSignal)];
        if (start.User is { } user)
        {
            arguments.AddRange(["--reuid", user, "--regid", user, "--init-groups", "--no-new-privs"]);
        }

        // What is ignored is inherited. .NET ignores SIGPIPE: a hook like `yes | head` would never end. A shell's `&` ignores
        // SIGINT, by which borg is asked for a checkpoint and Postgres for its end.
        arguments.AddRange(["setsid", "env", "--default-signal=PIPE,INT", ExecutablePath.Find(start.FileName), .. start.Arguments]);
        var startInfo = new ProcessStartInfo(ExecutablePath.Find("setpriv"), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = start.WorkingDirectory ?? "",
        };
        if (start.Environment is { } environment)
        {
            startInfo.Environment.Clear();
            foreach (var (name, value) in environment)
            {
                startInfo.Environment[name] = value;
            }

            startInfo.Environment.TryAdd("PATH", ExecutablePath.DefaultSearchPath);
        }

        return startInfo;
    }

    private static string DeathSignalName(Signal signal) => signal switch
    {
        Signal.Interrupt => "INT",
        Signal.Terminate => "TERM",
        Signal.Kill => "KILL",
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "A parent-death signal must end the child."),
    };
}
