using System.Runtime.CompilerServices;
using System.Text;
using BorgUi.Processes;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Borg;

/// <summary>The borg of this machine: everything that the Worker runs of it starts here.</summary>
internal sealed class BorgExecutable(IOptions<BorgOptions> options, TimeProvider time, ILogger<BorgExecutable> logger)
{
    /// <summary>Starts borg; the token ends it by the recipe for its command, however long it runs.</summary>
    /// <exception cref="FileNotFoundException">borg is not installed.</exception>
    /// <exception cref="DirectoryNotFoundException">The command's working directory does not exist.</exception>
    public async Task<BorgProcess> StartAsync(BorgCommand command, BorgEnvironment environment, CancellationToken cancellationToken)
    {
        if (command.WorkingDirectory is { } folder && !Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"The folder '{folder}' does not exist.");
        }

        var sshLog = environment.Ssh is null ? null : new SshLog();
        var complete = environment with { Ssh = environment.Ssh is null ? null : environment.Ssh with { LogFile = sshLog?.Path } };
        var start = new ChildProcessStart
        {
            FileName = options.Value.Executable,
            Arguments = command.Arguments,
            WorkingDirectory = command.WorkingDirectory,
            Environment = complete.VariablesFor(command),
            PollOutput = command.Output == BorgOutput.Lines,
            PollError = true,
        };
        var child = await ChildProcess.StartAsync(start, cancellationToken);
        return new(child, command, options.Value, time, sshLog, logger, cancellationToken);
    }

    /// <summary>Runs borg and yields what it says; the last event is <see cref="BorgEnded"/>, also after a cancellation.</summary>
    public async IAsyncEnumerable<BorgEvent> RunAsync(
        BorgCommand command, BorgEnvironment environment, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var process = await StartAsync(command, environment, cancellationToken);
        await foreach (var happened in process.Events)
        {
            yield return happened;
        }
    }

    /// <summary>Runs a command of which only the end matters.</summary>
    public async Task<BorgEnded> RunToEndAsync(BorgCommand command, BorgEnvironment environment, CancellationToken cancellationToken)
    {
        BorgEnded? ended = null;
        await foreach (var happened in RunAsync(command, environment, cancellationToken))
        {
            ended = happened as BorgEnded;
        }

        return ended ?? throw new InvalidOperationException("A run always ends with its end.");
    }

    /// <summary>Finds borg and asks for its version; what is wrong with it is said in a sentence, not thrown.</summary>
    public async Task<BorgInstallation> ProbeAsync(BorgEnvironment environment, CancellationToken cancellationToken)
    {
        var name = options.Value.Executable;
        if (ExecutablePath.TryFind(name) is not { } path)
        {
            var needed = FormattableString.Invariant($"{BorgVersion.Minimum.Major}.{BorgVersion.Minimum.Minor}");
            return new(null, null, $"borg is not installed: there is no program '{name}'. Install borgbackup {needed} or newer.");
        }

        var ended = await RunToEndAsync(BorgCommand.Version(), environment, cancellationToken);
        var answer = Encoding.UTF8.GetString(ended.Output.Span).Trim();
        return ended.Outcome != BorgOutcome.Failure && BorgVersion.Parse(answer) is { } version
            ? new(path, version, version.Problem)
            : new(path, null, $"'{path}' is no borg: it answered '{answer}' with exit code {ended.ExitCode}. {string.Join(' ', ended.LastMessages)}".TrimEnd());
    }
}
