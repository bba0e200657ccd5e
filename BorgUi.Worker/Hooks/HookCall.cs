using BorgUi.Core.Hooks;
using BorgUi.Worker.Jobs;

namespace BorgUi.Worker.Hooks;

/// <summary>One execution of a hook: what it is told, and where its output goes.</summary>
internal sealed record HookCall(JobRun Run, PlanHook Hook, HookFacts Facts, string? Secret)
{
    /// <summary>Never shows a value: the secret is among them.</summary>
    public override string ToString() => $"hook {Hook.Name}, run {Facts.RunId}";
}

/// <summary>What calls a hook.</summary>
internal interface IHookCaller
{
    /// <summary>
    /// Runs the hook to its end, and hands its output over line by line. When the token is cancelled, everything that it started
    /// is ended before this throws.
    /// </summary>
    /// <returns>What went wrong, as the end of a sentence about the hook; null when it succeeded.</returns>
    Task<string?> CallAsync(HookCall call, Action<string> say, CancellationToken cancellationToken);
}
