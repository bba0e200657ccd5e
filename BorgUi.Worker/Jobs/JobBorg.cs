using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Jobs;

/// <summary>Runs borg for a job: notes the process, writes the log, counts the warnings, and ends it when the job has to stop.</summary>
internal sealed class JobBorg(BorgExecutable executable, JobLedger ledger)
{
    /// <summary>Does the work of the job: its command is the one that the job shows.</summary>
    /// <param name="observe">Sees every event, in order, after it was logged.</param>
    public Task<BorgEnded> RunAsync(JobRun run, BorgCommand command, BorgEnvironment environment, Action<BorgEvent>? observe = null) =>
        RunAsync(run, command, environment, command.DisplayText, observe, run.Stopping);

    /// <summary>
    /// Asks borg something beside the work. What must be known also of a job that has to stop is asked with a token of its own;
    /// a job that is no longer ours ends it anyway.
    /// </summary>
    public Task<BorgEnded> AskAsync(JobRun run, BorgCommand command, BorgEnvironment environment, CancellationToken cancellationToken, Action<BorgEvent>? observe = null) =>
        RunAsync(run, command, environment, shownCommand: null, observe, cancellationToken);

    private async Task<BorgEnded> RunAsync(
        JobRun run, BorgCommand command, BorgEnvironment environment, string? shownCommand, Action<BorgEvent>? observe, CancellationToken cancellationToken)
    {
        await using var borg = await executable.StartAsync(command, environment, cancellationToken);
        await using var kill = run.Lease.Killing.Register(borg.Kill);
        run.Log.Write(JobLogLevel.Info, $"$ {command.DisplayText}");
        if (borg.Identity is { } process)
        {
            await ledger.RecordProcessAsync(run.Claim, process.Id, process.StartedAt, shownCommand, CancellationToken.None);
        }

        BorgEnded? ended = null;
        await foreach (var happened in borg.Events)
        {
            Log(run, happened);
            observe?.Invoke(happened);
            ended = happened as BorgEnded;
        }

        return ended ?? throw new InvalidOperationException("borg's events ended without its end.");
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
