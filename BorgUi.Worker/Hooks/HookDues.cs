using BorgUi.Contracts.Hooks;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Hooks;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Jobs;

namespace BorgUi.Worker.Hooks;

/// <summary>Which hooks are still to run after the work of a job, and what their failures make of its end.</summary>
internal static class HookDues
{
    /// <summary>The hooks that are for this end and have not ended yet, in order.</summary>
    public static IReadOnlyList<PlanHook> Of(JobRun run, JobEnd end)
    {
        var status = StatusOf(run, end);
        return [.. run.Job.Hooks.Where(hook =>
            hook.When == HookMoment.After && IsFor(hook.RunOn, status) && !run.HookRuns.Exists(earlier => earlier.HookId == hook.Id && earlier.HasEnded))];
    }

    /// <summary>The status that will be recorded: a person who asked for a cancel is told of a cancel.</summary>
    public static JobStatus StatusOf(JobRun run, JobEnd end) =>
        end.Status is JobStatus.Interrupted or JobStatus.Paused && run.Job.CancelRequestedAt is not null ? JobStatus.Cancelled : end.Status;

    /// <summary>The end with what went wrong in hooks as warnings, named first; one that stopped the job is its error already.</summary>
    public static JobEnd WithWarnings(JobRun run, JobEnd end)
    {
        var stopping = run.Job.Hooks.Where(hook => hook is { When: HookMoment.Before, OnFailure: HookFailurePolicy.Stop }).Select(hook => hook.Id).ToHashSet();
        return WithWarnings(end, [.. run.HookRuns.Where(hook => hook.Failure is not null && !stopping.Contains(hook.HookId)).Select(hook => hook.Failure!)]);
    }

    public static JobEnd WithWarnings(JobEnd end, params IReadOnlyCollection<string> warnings) => warnings.Count == 0 ? end : end with
    {
        Status = end.Status == JobStatus.Completed ? JobStatus.CompletedWithWarnings : end.Status,
        WarningCount = end.WarningCount + warnings.Count,
        Warnings = [.. warnings.Select(warning => new JobWarning(null, warning)).Concat(end.Warnings).Take(JobEnd.MaximumWarnings)],
    };

    private static bool IsFor(HookRunOn runOn, JobStatus status) => runOn switch
    {
        HookRunOn.Success => status is JobStatus.Completed or JobStatus.CompletedWithWarnings,
        HookRunOn.Failure => status is JobStatus.Failed or JobStatus.Cancelled or JobStatus.Interrupted,
        _ => true,
    };
}
