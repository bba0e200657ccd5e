using BorgUi.Contracts.Hooks;

namespace BorgUi.Web.Display;

/// <summary>A hook in words.</summary>
internal static class HookWords
{
    /// <summary>When it runs: "Before each backup; when it fails, borg is not started".</summary>
    public static string When(HookResponse hook) => hook.When == HookMoment.Before
        ? $"Before each {Work(hook)}; {(hook.OnFailure == HookFailurePolicy.Continue ? "when it fails, the job goes on with a warning" : "when it fails, borg is not started")}"
        : hook.RunOn switch
        {
            HookRunOn.Success => $"After each {Work(hook)} that succeeded",
            HookRunOn.Failure => $"After each {Work(hook)} that failed or was cut off",
            _ => $"After each {Work(hook)}, however it ended",
        };

    /// <summary>What it does: the program with its arguments, or the call.</summary>
    public static string What(HookResponse hook) => hook.Http is { } http ? $"{http.Method} {http.Url}" : string.Join(' ', hook.Command ?? []);

    /// <summary>"at most 5 m, with a secret"</summary>
    public static string Limits(HookResponse hook) =>
        $"at most {DurationText.Short(TimeSpan.FromSeconds(hook.TimeoutSeconds))}{(hook.HasSecret ? ", with a secret" : "")}";

    private static string Work(HookResponse hook) => hook.Around == HookSubject.Restore ? "restore" : "backup";
}
