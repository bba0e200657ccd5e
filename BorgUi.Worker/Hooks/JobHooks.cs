using BorgUi.Contracts.Hooks;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Hooks;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Hooks;

/// <summary>
/// Runs the hooks of a job around its work. Each start and each end stands in the row before anything else happens: a hook that has
/// ended is never run again in the same attempt, and one that a crash cut off is run again under the same id by whoever rescues
/// the job, before the job is told to have ended.
/// </summary>
internal sealed partial class JobHooks(
    HookRunner runner,
    HookLedger ledger,
    PatientDatabase database,
    IDbContextFactory<BorgUiDbContext> contexts,
    IOptions<WorkerOptions> worker,
    IOptions<HookOptions> options,
    TimeProvider time,
    ILogger<JobHooks> logger)
{
    /// <summary>Runs the hooks before the work; the job's end when one of them stops it, else null.</summary>
    /// <exception cref="OperationCanceledException">The run was asked to stop.</exception>
    public async Task<JobEnd?> BeforeAsync(JobRun run)
    {
        foreach (var hook in run.Job.Hooks.Where(hook => hook.When == HookMoment.Before))
        {
            run.Stopping.ThrowIfCancellationRequested();
            if (await RunAsync(run, hook, end: null, (run.Job as RestoreJob)?.Details.ArchiveName, run.Stopping) is not { } failure)
            {
                continue;
            }

            if (hook.OnFailure == HookFailurePolicy.Stop)
            {
                return JobEnds.Refused(
                    run, $"borg was not started. {failure}", "The job's log has all that the hook said. Mend what is wrong, and start the job again.");
            }

            run.Log.Write(JobLogLevel.Warning, failure);
        }

        return null;
    }

    /// <summary>
    /// Runs the hooks that are due after the work, however it ended. What fails in them becomes a warning, and never undoes what
    /// was done.
    /// </summary>
    /// <returns>How the job ends; null when it is no longer ours to say.</returns>
    public async Task<JobEnd?> AfterAsync(JobRun run, JobEnd end)
    {
        try
        {
            await EndLeftoversAsync(run);
            if (HookDues.Of(run, end) is { Count: > 0 } due)
            {
                await RunDueAsync(run, end, due);
            }

            return HookDues.WithWarnings(run, end);
        }
        catch (Exception error) when (run.Lease.StopReason == JobStopReason.LeaseLost)
        {
            // Its hooks are not done: whoever takes the job over runs those that are left.
            LogNotOurs(logger, error);
            return null;
        }
        catch (Exception error)
        {
            LogBroken(logger, error);
            run.Log.Write(JobLogLevel.Error, error.Message);
            return HookDues.WithWarnings(HookDues.WithWarnings(run, end), $"Not all hooks were run: {error.Message}");
        }
    }

    private async Task RunDueAsync(JobRun run, JobEnd end, IReadOnlyList<PlanHook> due)
    {
        await ExpectOursAsync(run, () => ledger.RecordWorkEndAsync(run.Claim, end, CancellationToken.None));
        var archive = await ArchiveNameAsync(run, end);
        foreach (var hook in due)
        {
            var failure = worker.Value.SiteList.Contains(run.Job.Site)
                ? await RunAfterAsync(run, hook, HookDues.WithWarnings(run, end), archive)
                : await NoteFailureAsync(run, RunOf(run, hook), $"The hook '{hook.Name}' was not run: no worker of the site {run.Job.Site} is there.");
            if (failure is not null)
            {
                run.Log.Write(JobLogLevel.Warning, failure);
            }
        }
    }

    // It is due whatever becomes of the job: what ends it is a lost lease, and a cancel that comes while it runs. A worker that is
    // shut down lets it go on, for as long as it may live itself.
    private async Task<string?> RunAfterAsync(JobRun run, PlanHook hook, JobEnd end, string? archive)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(run.Lease.Killing);
        await using var asked = run.Stopping.IsCancellationRequested ? default : run.Stopping.Register(() =>
        {
            if (run.Lease.StopReason is JobStopReason.CancelRequested or JobStopReason.LeaseLost)
            {
                over.Cancel();
            }
        });
        try
        {
            return await RunAsync(run, hook, end, archive, over.Token);
        }
        catch (OperationCanceledException) when (run.Lease.StopReason != JobStopReason.LeaseLost)
        {
            return await NoteFailureAsync(run, RunOf(run, hook), $"The hook '{hook.Name}' was ended on request.");
        }
    }

    private async Task<string?> RunAsync(JobRun run, PlanHook hook, JobEnd? end, string? archive, CancellationToken cancellationToken)
    {
        var noted = RunOf(run, hook);
        await NoteAsync(run, noted);
        var failure = await runner.RunAsync(run, hook, HookFacts.Of(run, hook, noted.RunId, end, archive), cancellationToken);
        await NoteAsync(run, noted with { HasEnded = true, Failure = failure });
        return failure;
    }

    // One that was started and did not end goes on under its id: the receiver can tell that it is the same.
    private static HookRun RunOf(JobRun run, PlanHook hook) =>
        run.HookRuns.Find(earlier => earlier.HookId == hook.Id) ?? new() { RunId = Guid.CreateVersion7(), HookId = hook.Id };

    private async Task<string?> NoteFailureAsync(JobRun run, HookRun hook, string failure)
    {
        await NoteAsync(run, hook with { HasEnded = true, Failure = failure });
        return failure;
    }

    private Task NoteAsync(JobRun run, HookRun noted)
    {
        run.HookRuns.RemoveAll(earlier => earlier.RunId == noted.RunId);
        run.HookRuns.Add(noted);
        return ExpectOursAsync(run, () => ledger.RecordAsync(run.Claim, run.HookRuns, CancellationToken.None));
    }

    // What could not be noted must not happen: after a crash nobody would know of it.
    private async Task ExpectOursAsync(JobRun run, Func<Task<bool>> note)
    {
        if (!await database.UntilDoneAsync(run.Lease, note))
        {
            run.Lease.Kill(JobStopReason.LeaseLost);
            throw new OperationCanceledException("The job is no longer ours.", run.Stopping);
        }
    }

    // A frozen worker's hook may still be at work, and what a killed one's hook had started: neither a hook after the work nor the
    // next attempt must run beside it.
    private async Task EndLeftoversAsync(JobRun run)
    {
        foreach (var cutOff in run.HookRuns.Where(hook => !hook.HasEnded))
        {
            if (!await HookProcesses.EndAsync(cutOff.RunId, options.Value.TerminatePatience, time, run.Lease.Killing))
            {
                LogStillThere(logger, cutOff.RunId);
            }
        }
    }

    private async Task<string?> ArchiveNameAsync(JobRun run, JobEnd end) => run.Job is RestoreJob restore
        ? restore.Details.ArchiveName
        : end.ArchiveId is not { } archiveId ? null : await database.UntilDoneAsync(run.Lease, async () =>
        {
            await using var db = await contexts.CreateDbContextAsync();
            return await db.Archives.Where(archive => archive.Id == archiveId).Select(archive => archive.Name).FirstOrDefaultAsync();
        });

    [LoggerMessage(Level = LogLevel.Warning, Message = "The job was lost while its hooks ran")]
    private static partial void LogNotOurs(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "The hooks after the work failed")]
    private static partial void LogBroken(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Processes of the hook run {RunId} do not end")]
    private static partial void LogStillThere(ILogger logger, Guid runId);
}
