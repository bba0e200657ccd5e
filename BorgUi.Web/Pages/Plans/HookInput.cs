using BorgUi.Contracts.Hooks;
using BorgUi.Web.Pages.Shared;

namespace BorgUi.Web.Pages.Plans;

/// <summary>The fields of one hook. Either a program, one argument per line, or an address.</summary>
internal sealed class HookInput
{
    /// <summary>Empty for a hook that was just added.</summary>
    public Guid? Id { get; set; }

    public string? Name { get; set; }

    public HookMoment When { get; set; }

    public HookSubject Around { get; set; }

    public HookRunOn RunOn { get; set; }

    public HookFailurePolicy OnFailure { get; set; }

    public string? Command { get; set; }

    public HookHttpInput Http { get; set; } = new();

    public int? TimeoutSeconds { get; set; }

    /// <summary>Never filled from what is stored.</summary>
    public string? Secret { get; set; }

    public bool HasSecret { get; set; }

    public bool RemoveSecret { get; set; }

    public static HookInput From(HookResponse hook) => new()
    {
        Id = hook.Id,
        Name = hook.Name,
        When = hook.When,
        Around = hook.Around,
        RunOn = hook.RunOn ?? default,
        OnFailure = hook.OnFailure ?? default,
        Command = FormText.Of(hook.Command ?? []),
        Http = new() { Url = hook.Http?.Url, Method = hook.Http?.Method, Body = hook.Http?.Body },
        TimeoutSeconds = hook.TimeoutSeconds,
        HasSecret = hook.HasSecret,
    };

    public HookRequest ToRequest() => new()
    {
        Id = Id,
        Name = Name,
        When = When,
        Around = Around,
        RunOn = When == HookMoment.After ? RunOn : null,
        OnFailure = When == HookMoment.Before ? OnFailure : null,
        Command = FormText.List(Command) is { Count: > 0 } command ? command : null,
        Http = string.IsNullOrWhiteSpace(Http.Url) ? null : new() { Url = Http.Url, Method = Http.Method, Body = FormText.Lines(Http.Body) },
        TimeoutSeconds = TimeoutSeconds,
        Secret = RemoveSecret ? "" : string.IsNullOrEmpty(Secret) ? null : Secret,
    };
}

/// <summary>The call of a hook that is one.</summary>
internal sealed class HookHttpInput
{
    public string? Url { get; set; }

    public string? Method { get; set; }

    public string? Body { get; set; }
}
