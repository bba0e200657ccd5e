using BorgUi.Contracts.Hooks;

namespace BorgUi.Core.Hooks;

/// <summary>A hook as it is stored: in its plan, and as a copy in each job that it runs around.</summary>
public sealed record PlanHook
{
    /// <summary>Made here and never by a caller: the seal of the secret is bound to it.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Name { get; init; }

    public required HookMoment When { get; init; }

    public required HookSubject Around { get; init; }

    /// <summary>Counts after the work.</summary>
    public HookRunOn RunOn { get; init; }

    /// <summary>Counts before the work.</summary>
    public HookFailurePolicy OnFailure { get; init; }

    /// <summary>The program and its arguments; empty when <see cref="Http"/> is given.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    public HookHttp? Http { get; init; }

    public required int TimeoutSeconds { get; init; }

    public byte[]? SealedSecret { get; init; }

    /// <summary>Those of a plan's hooks that a job of this kind takes with it.</summary>
    public static List<PlanHook> For(HookSubject subject, IEnumerable<PlanHook> hooks) => [.. hooks.Where(hook => hook.Around == subject)];

    /// <summary>What the sealed secret of a hook is for; bound into the seal.</summary>
    public static string SecretPurpose(Guid hookId) => $"hook/{hookId:N}/secret";
}
