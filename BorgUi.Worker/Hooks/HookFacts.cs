using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using BorgUi.Contracts.Hooks;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Hooks;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Jobs;

namespace BorgUi.Worker.Hooks;

/// <summary>What a hook is told of its job: a program by variables, an address by this as JSON.</summary>
internal sealed record HookFacts
{
    /// <summary>The same when the hook is repeated after a crash, another for each attempt of the job.</summary>
    public required Guid RunId { get; init; }

    public required string Hook { get; init; }

    public required HookMoment When { get; init; }

    public required HookSubject Around { get; init; }

    public required Guid JobId { get; init; }

    public required int Attempt { get; init; }

    public Guid? PlanId { get; init; }

    public string? Plan { get; init; }

    public Guid? RepositoryId { get; init; }

    public string? Repository { get; init; }

    /// <summary>Of a backup only after it, and only when it was made.</summary>
    public string? Archive { get; init; }

    /// <summary>How the work ended; before it, <c>running</c>.</summary>
    public required JobStatus Status { get; init; }

    public required int WarningCount { get; init; }

    public string? Error { get; init; }

    /// <param name="end">How the work ended; null before it.</param>
    /// <param name="archive">The name of the archive that the job made or is about.</param>
    public static HookFacts Of(JobRun run, PlanHook hook, Guid runId, JobEnd? end, string? archive) => new()
    {
        RunId = runId,
        Hook = hook.Name,
        When = hook.When,
        Around = hook.Around,
        JobId = run.Job.Id,
        Attempt = run.Job.Attempt,
        PlanId = run.Job.PlanId,
        Plan = run.Job.Plan?.Name,
        RepositoryId = run.Job.RepositoryId,
        Repository = run.Job.Repository?.Name,
        Archive = archive,
        Status = end is null ? JobStatus.Running : HookDues.StatusOf(run, end),
        WarningCount = end?.WarningCount ?? 0,
        Error = end?.ErrorMessage,
    };

    /// <summary>The facts as environment variables; what is not known is missing.</summary>
    public IEnumerable<(string Name, string Value)> Variables() => new (string Name, string? Value)[]
    {
        (RunIdVariable, RunId.ToString()),
        ("BORGUI_HOOK", Hook),
        ("BORGUI_WHEN", Word(When)),
        ("BORGUI_AROUND", Word(Around)),
        ("BORGUI_JOB_ID", JobId.ToString()),
        ("BORGUI_ATTEMPT", Attempt.ToString(CultureInfo.InvariantCulture)),
        ("BORGUI_PLAN_ID", PlanId?.ToString()),
        ("BORGUI_PLAN", Plan),
        ("BORGUI_REPOSITORY_ID", RepositoryId?.ToString()),
        ("BORGUI_REPOSITORY", Repository),
        ("BORGUI_ARCHIVE", Archive),
        ("BORGUI_STATUS", Word(Status)),
        ("BORGUI_WARNING_COUNT", WarningCount.ToString(CultureInfo.InvariantCulture)),
        ("BORGUI_ERROR", Error?.Replace('\0', ' ')),
    }.Where(variable => variable.Value is not null).Select(variable => (variable.Name, variable.Value!));

    /// <summary>The variable by which the processes of one run are recognised.</summary>
    public const string RunIdVariable = "BORGUI_RUN_ID";

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HookFacts))]
internal sealed partial class HookJson : JsonSerializerContext;
