namespace BorgUi.Contracts.Hooks;

/// <summary>
/// A program or an HTTP call that runs before or after the work of a job, on the worker that does it. Either <see cref="Command"/>
/// or <see cref="Http"/>.
/// </summary>
public sealed record HookRequest
{
    /// <summary>Of a hook that the plan has: it is this one, and keeps its secret. Left out for a new one.</summary>
    public Guid? Id { get; init; }

    /// <summary>1 to 100 characters, unique in the plan.</summary>
    public string? Name { get; init; }

    public HookMoment? When { get; init; }

    /// <summary><c>backup</c> when left out.</summary>
    public HookSubject? Around { get; init; }

    /// <summary>Only after the work; <c>always</c> when left out.</summary>
    public HookRunOn? RunOn { get; init; }

    /// <summary>Only before the work; <c>stop</c> when left out.</summary>
    public HookFailurePolicy? OnFailure { get; init; }

    /// <summary>A program, by absolute path or by a name in PATH, and its arguments as they are: no shell reads them.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    public HookHttp? Http { get; init; }

    /// <summary>After this the hook is ended and has failed, 1 to 86400; 300 when left out.</summary>
    public int? TimeoutSeconds { get; init; }

    /// <summary>
    /// Given to a program as <c>BORGUI_HOOK_SECRET</c>, to an address as <c>Authorization: Bearer</c>. Never comes back; left out
    /// it stays, empty it is removed.
    /// </summary>
    public string? Secret { get; init; }
}

/// <summary>An HTTP call; 200 to 299 is success, redirects are not followed.</summary>
public sealed record HookHttp
{
    /// <summary>http or https, without a name or password in it.</summary>
    public string? Url { get; init; }

    /// <summary><c>POST</c> (when left out), <c>PUT</c> or <c>GET</c>.</summary>
    public string? Method { get; init; }

    /// <summary>Sent as it is; when left out, the facts about the job as JSON. Not with GET.</summary>
    public string? Body { get; init; }
}

public sealed record HookResponse
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required HookMoment When { get; init; }

    public required HookSubject Around { get; init; }

    /// <summary>Null for a hook before the work.</summary>
    public HookRunOn? RunOn { get; init; }

    /// <summary>Null for a hook after the work.</summary>
    public HookFailurePolicy? OnFailure { get; init; }

    /// <summary>Null for an HTTP call.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Null for a program.</summary>
    public HookHttp? Http { get; init; }

    public required int TimeoutSeconds { get; init; }

    public required bool HasSecret { get; init; }
}
