using BorgUi.Api.Http;
using BorgUi.Contracts.Hooks;
using BorgUi.Core.Hooks;
using BorgUi.Core.Secrets;

namespace BorgUi.Api.Hooks;

/// <summary>The rules for the hooks of a plan; what is wrong is named as <c>hooks[2].command</c>.</summary>
internal static class HookRules
{
    public const int DefaultTimeoutSeconds = 300;

    private const int MaximumHooks = 20;
    private const int MaximumNameLength = 100;
    private const int MaximumTimeoutSeconds = 24 * 60 * 60;
    private const int MinimumSecretLength = 8;
    private const int MaximumSecretLength = 1024;

    /// <summary>The hooks as they are to be stored.</summary>
    /// <param name="requests">None at all leaves those that are stored.</param>
    public static List<PlanHook> Check(FieldErrors errors, IReadOnlyList<HookRequest?>? requests, IReadOnlyList<PlanHook> stored, SecretBox secrets)
    {
        if (requests is null)
        {
            return [.. stored];
        }

        if (requests.Count > MaximumHooks)
        {
            errors.Add("hooks", $"Give at most {MaximumHooks} hooks.");
            return [];
        }

        var hooks = new List<PlanHook>();
        for (var i = 0; i < requests.Count; i++)
        {
            var field = $"hooks[{i}]";
            var hook = CheckOne(errors, field, requests[i] ?? new(), stored, secrets);
            if (hooks.Exists(other => other.Name.Equals(hook.Name, StringComparison.OrdinalIgnoreCase) || other.Id == hook.Id))
            {
                errors.Add($"{field}.name", "Another hook of the plan is called so, or is this one; give each a name of its own.");
            }

            hooks.Add(hook);
        }

        return hooks;
    }

    private static PlanHook CheckOne(FieldErrors errors, string field, HookRequest request, IReadOnlyList<PlanHook> stored, SecretBox secrets)
    {
        var known = stored.FirstOrDefault(hook => hook.Id == request.Id);
        if (request.Id is not null && known is null)
        {
            errors.Add($"{field}.id", "The plan has no hook with this id; leave it out to add one.");
        }

        CheckMoment(errors, field, request);
        var id = known?.Id ?? Guid.CreateVersion7();
        var http = request.Http is null ? null : HookTargetRules.Http(errors, $"{field}.http", request.Http);
        return new()
        {
            Id = id,
            Name = TextRules.Name(errors, $"{field}.name", request.Name, MaximumNameLength),
            When = request.When ?? HookMoment.Before,
            Around = request.Around ?? HookSubject.Backup,
            RunOn = request.RunOn ?? HookRunOn.Always,
            OnFailure = request.OnFailure ?? HookFailurePolicy.Stop,
            Command = HookTargetRules.Command(errors, $"{field}.command", request.Command, hasHttp: http is not null),
            Http = http,
            TimeoutSeconds = Timeout(errors, $"{field}.timeout_seconds", request.TimeoutSeconds ?? DefaultTimeoutSeconds),
            SealedSecret = request.Secret switch
            {
                null => known?.SealedSecret,
                "" => null,
                var secret => secrets.Seal(CheckSecret(errors, $"{field}.secret", secret), PlanHook.SecretPurpose(id)),
            },
        };
    }

    private static void CheckMoment(FieldErrors errors, string field, HookRequest request)
    {
        switch (request.When)
        {
            case null:
                errors.Add($"{field}.when", "Say whether it runs before or after the work.");
                break;
            case HookMoment.Before when request.RunOn is not (null or HookRunOn.Always):
                errors.Add($"{field}.run_on", "Before the work nobody knows how it will end; leave this out, or run the hook after it.");
                break;
            case HookMoment.After when request.OnFailure is not (null or HookFailurePolicy.Stop):
                errors.Add($"{field}.on_failure", "After the work there is nothing left to stop: a failure is a warning; leave this out.");
                break;
        }
    }

    private static int Timeout(FieldErrors errors, string field, int seconds)
    {
        if (seconds is < 1 or > MaximumTimeoutSeconds)
        {
            errors.Add(field, $"Give 1 to {MaximumTimeoutSeconds} seconds.");
        }

        return seconds;
    }

    // It must fit into a header, and be long enough to be taken out of the log without taking out other words.
    private static string CheckSecret(FieldErrors errors, string field, string secret)
    {
        if (secret.Length is < MinimumSecretLength or > MaximumSecretLength || !secret.All(character => character is > ' ' and <= '~'))
        {
            errors.Add(field, $"Give {MinimumSecretLength} to {MaximumSecretLength} letters, digits and signs of ASCII, without spaces.");
        }

        return secret;
    }
}
