using BorgUi.Contracts.Hooks;
using BorgUi.Core.Hooks;

namespace BorgUi.Api.Hooks;

internal static class HookProjection
{
    /// <summary>The hooks as they go out: what <see cref="HookRequest"/> takes back unchanged, and never a secret.</summary>
    public static IReadOnlyList<HookResponse> Of(IEnumerable<PlanHook> hooks) => [.. hooks.Select(hook => new HookResponse
    {
        Id = hook.Id,
        Name = hook.Name,
        When = hook.When,
        Around = hook.Around,
        RunOn = hook.When == HookMoment.After ? hook.RunOn : null,
        OnFailure = hook.When == HookMoment.Before ? hook.OnFailure : null,
        Command = hook.Http is null ? hook.Command : null,
        Http = hook.Http,
        TimeoutSeconds = hook.TimeoutSeconds,
        HasSecret = hook.SealedSecret is not null,
    })];
}
