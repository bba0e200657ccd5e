using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Maintenance;
using BorgUi.Worker.Workers;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Jobs;

/// <summary>Runs borg for a job: notes the process, writes the log, counts the warnings, and ends it when the job has to stop.</summary>
internal sealed class JobBorg(
    BorgExecutable executable, JobLedger ledger, PatientDatabase database, WorkerIdentity identity, IOptions<BorgOptions> options, TimeProvider time)
{
    private static readonly TimeSpan LookPatience = TimeSpan.FromMinutes(1);

    /// <summary>Does the work of the job: its command is the one that the job shows.</summary>
    /// <param name="observe">Sees every event, in order, after it was logged.</param>
    public Task<BorgEnded> RunAsync(JobRun run, BorgCommand command, BorgEnvironment environment, Action<BorgEvent>? observe = null) =>
        RunAsync(run, command, environment, observe, run.Stopping);

    /// <summary>The same for a job that may also be over because nobody waits for it any more.</summary>
    public Task<BorgEnded> RunAsync(JobRun run, BorgCommand command, BorgEnvironment environment, Action<BorgEvent>? observe, CancellationToken over)
    {
        var patient = Patient(command);
        return RunAsync(run, patient, environment, patient.DisplayText, observe, over);
    }

    /// <summary>
    /// Asks borg something beside the work. What must be known also of a job that has to stop is asked with a token of its own;
    /// a job that is no longer ours ends it anyway.
    /// </summary>
    public Task<BorgEnded> AskAsync(JobRun run, BorgCommand command, BorgEnvironment environment, CancellationToken cancellationToken, Action<BorgEvent>? observe = null) =>
        RunAsync(run, Patient(command), environment, shownCommand: null, observe, cancellationToken);

    /// <summary>
    /// Does the work of a job whose bytes go on to somebody: <paramref name="read"/> gets borg's standard output, and borg waits while it
    /// does not read. It answers whether it took all of it; else borg is ended.
    /// </summary>
    public async Task<BorgEnded> SendAsync(
        JobRun run, BorgCommand command, BorgEnvironment environment, Func<Stream, Task<bool>> read, CancellationToken cancellationToken)
    {
        var patient = Patient(command);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var borg = await StartAsync(run, patient, environment, patient.DisplayText, ending.Token);
        var reading = ReadAsync(borg.Output, read, ending);
        var ended = await DrainAsync(run, patient, environment, borg, observe: null);
        await reading;
        return ended;
    }

    private static async Task ReadAsync(Stream output, Func<Stream, Task<bool>> read, CancellationTokenSource ending)
    {
        // Not on the thread that has yet to read what borg says.
        await Task.Yield();
        var tookAll = false;
        try
        {
            tookAll = await read(output);
        }
        finally
        {
            if (!tookAll)
            {
                await ending.CancelAsync();
            }

            // borg cannot end while nobody takes its last bytes.
            await output.CopyToAsync(Stream.Null, CancellationToken.None);
        }
    }

    /// <summary>Reads something long from borg, line by line; borg waits for whoever takes the lines.</summary>
    public Task<BorgEnded> StreamAsync(
        JobRun run, BorgCommand command, BorgEnvironment environment, Func<OutputLine, ValueTask> onLine, CancellationToken cancellationToken,
        Action<BorgEvent>? observe = null)
    {
        var patient = Patient(command);
        return RunAsync(run, patient, environment, patient.DisplayText, observe, cancellationToken, happened => onLine((OutputLine)happened));
    }

    /// <summary>The same for what a dry run names on the other pipe, beside the work; its millions of lines are not logged.</summary>
    public Task<BorgEnded> StreamNamesAsync(
        JobRun run, BorgCommand command, BorgEnvironment environment, Func<FileStatus, ValueTask> onName, Action<BorgEvent> observe, CancellationToken cancellationToken) =>
        RunAsync(run, Patient(command), environment, shownCommand: null, observe, cancellationToken, happened => onName((FileStatus)happened));

    private BorgCommand Patient(BorgCommand command) => command.LockWait is null ? command.WithLockWait(options.Value.LockWait) : command;

    /// <summary>
    /// Looks into the repository after the work was cut off, for a bounded time: only a lost lease ends it before, and the job
    /// goes on naming the process that did the work.
    /// </summary>
    public async Task<BorgEnded> LookAsync(JobRun run, BorgCommand command, BorgEnvironment environment, Action<BorgEvent>? observe = null)
    {
        using var patience = new CancellationTokenSource(LookPatience, time);
        return await LookAsync(run, command, environment, observe, patience.Token);
    }

    /// <summary>Reads beside the borg that does the work, which stays the process that the job names.</summary>
    public Task<BorgEnded> ReadBesideAsync(JobRun run, BorgCommand command, BorgEnvironment environment, Action<BorgEvent> observe, CancellationToken cancellationToken) =>
        LookAsync(run, Patient(command), environment, observe, cancellationToken);

    private async Task<BorgEnded> LookAsync(JobRun run, BorgCommand command, BorgEnvironment environment, Action<BorgEvent>? observe, CancellationToken cancellationToken)
    {
        await using var borg = await executable.StartAsync(command, environment, cancellationToken);
        return await DrainAsync(run, command, environment, borg, observe);
    }

    private async Task<BorgEnded> RunAsync(
        JobRun run, BorgCommand command, BorgEnvironment environment, string? shownCommand, Action<BorgEvent>? observe, CancellationToken cancellationToken,
        Func<BorgEvent, ValueTask>? onContent = null)
    {
        await using var borg = await StartAsync(run, command, environment, shownCommand, cancellationToken);
        return await DrainAsync(run, command, environment, borg, observe, onContent);
    }

    private async Task<BorgProcess> StartAsync(JobRun run, BorgCommand command, BorgEnvironment environment, string? shownCommand, CancellationToken cancellationToken)
    {
        var borg = await executable.StartAsync(command, environment, cancellationToken);
        try
        {
            await RecordAsync(run, borg, shownCommand);
            return borg;
        }
        catch
        {
            await borg.DisposeAsync();
            throw;
        }
    }

    private async Task RecordAsync(JobRun run, BorgProcess borg, string? shownCommand)
    {
        if (borg.Identity is { } process)
        {
            run.Trace = shownCommand is null ? run.Trace : new(shownCommand, process.StartedAt);
            // borg waits with what it says until it is known who it is: one that nobody could find after a crash must not work.
            var isOurs = await database.UntilDoneAsync(
                run.Lease, () => ledger.RecordProcessAsync(run.Claim, process.Id, process.StartedAt, shownCommand, CancellationToken.None));
            if (!isOurs)
            {
                run.Lease.Kill(JobStopReason.LeaseLost);
            }
        }
    }

    private async Task<BorgEnded> DrainAsync(
        JobRun run, BorgCommand command, BorgEnvironment environment, BorgProcess borg, Action<BorgEvent>? observe, Func<BorgEvent, ValueTask>? onContent = null)
    {
        await using var kill = run.Lease.Killing.Register(() => borg.Kill(run.Lease.KillGrace));
        run.Log.Write(JobLogLevel.Info, $"$ {command.DisplayText}");
        BorgEnded? ended = null;
        await using var locks = new LockWatch(run, command.Verb, identity.HostId, borg.Identity?.Id ?? 0, time);
        await foreach (var happened in borg.Events)
        {
            if (onContent is not null && happened is OutputLine or FileStatus { Status: '-' })
            {
                await onContent(happened);
                continue;
            }

            locks.Observe(happened);
            Log(run, happened);
            observe?.Invoke(happened);
            ended = happened as BorgEnded;
        }

        return ended is null
            ? throw new InvalidOperationException("borg's events ended without its end.")
            : NameHolder(ended, environment, command.LockWait ?? options.Value.LockWait);
    }

    // borg says where the lock is, but not who holds it; on this machine one can look.
    private BorgEnded NameHolder(BorgEnded ended, BorgEnvironment environment, TimeSpan waited)
    {
        if (ended.Error is not { Kind: BorgErrorCatalogue.LockHeld } error || BorgErrorCatalogue.LockedFolder(error) is not { } folder)
        {
            return ended;
        }

        var isCache = folder.StartsWith(identity.BorgBaseDirectory, StringComparison.Ordinal);
        // A repository on a server has its locks there.
        if (!isCache && environment.Ssh is not null || RepositoryLock.HolderOf(folder) is not { } holder)
        {
            return ended;
        }

        return ended with
        {
            Error = error with
            {
                What = $"The lock of {(isCache ? "borg's cache for it" : "the repository")} is held by {holder.Describe(identity.HostId)}, which did not release it within {waited.TotalSeconds:0} s.",
            },
        };
    }

    private static void Log(JobRun run, BorgEvent happened)
    {
        switch (happened)
        {
            case LogMessage message when !string.IsNullOrWhiteSpace(message.Text):
                run.Log.Write(LevelOf(message.Level), message.Text);
                break;
            case FileStatus file:
                run.Log.Write(file.Status == 'E' ? JobLogLevel.Warning : JobLogLevel.Info, $"{file.Status} {file.Path}");
                break;
            case RawLine { Text.Length: > 0 } raw:
                run.Log.Write(JobLogLevel.Info, raw.Text);
                break;
            case Question { Text: { } text }:
                run.Log.Write(JobLogLevel.Info, text);
                break;
        }
    }

    private static JobLogLevel LevelOf(BorgLogLevel level) => level switch
    {
        BorgLogLevel.Debug => JobLogLevel.Debug,
        BorgLogLevel.Info => JobLogLevel.Info,
        BorgLogLevel.Warning => JobLogLevel.Warning,
        _ => JobLogLevel.Error,
    };
}
