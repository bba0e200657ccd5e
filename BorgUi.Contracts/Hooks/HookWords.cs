using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Hooks;

/// <summary>On which side of the work a hook runs.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<HookMoment>))]
public enum HookMoment
{
    Before,

    /// <summary>Also when a hook before failed, and when the job was cancelled, paused or interrupted.</summary>
    After,
}

/// <summary>The work that a hook runs around.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<HookSubject>))]
public enum HookSubject
{
    Backup,

    /// <summary>A restore from an archive of the plan.</summary>
    Restore,
}

/// <summary>Which ends of the work a hook after it is for.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<HookRunOn>))]
public enum HookRunOn
{
    /// <summary>Every end, also a pause and a job that goes back into the queue.</summary>
    Always,

    /// <summary>Completed, with warnings or without.</summary>
    Success,

    /// <summary>Failed, cancelled or interrupted.</summary>
    Failure,
}

/// <summary>What becomes of the job when a hook before the work fails.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<HookFailurePolicy>))]
public enum HookFailurePolicy
{
    /// <summary>It fails, and borg is not started.</summary>
    Stop,

    /// <summary>It goes on with a warning.</summary>
    Continue,
}
