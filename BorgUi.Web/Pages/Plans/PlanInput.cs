using BorgUi.Contracts.Plans;
using BorgUi.Web.Pages.Shared;

namespace BorgUi.Web.Pages.Plans;

/// <summary>The form of a plan; lists are one item per line.</summary>
internal sealed class PlanInput
{
    public string? Name { get; set; }

    public Guid? RepositoryId { get; set; }

    public List<Guid> MoreRepositoryIds { get; set; } = [];

    public string? Sources { get; set; }

    public bool IncludesBorgui { get; set; }

    public string? ExcludePatterns { get; set; }

    public string? Compression { get; set; }

    public string? ArchiveNameTemplate { get; set; }

    public string? Site { get; set; }

    public InterruptionPolicy? OnInterrupted { get; set; }

    public int? RetryAttempts { get; set; }

    public int? RetryDelaySeconds { get; set; }

    public KeepInput Retention { get; set; } = new();

    public string? ForeignArchives { get; set; }

    public bool RunPruneAfter { get; set; }

    public bool PruneMayDeleteMost { get; set; }

    public bool RunCompactAfter { get; set; }

    public bool RunCheckAfter { get; set; }

    public ChainPolicy? ChainOnFailure { get; set; }

    public int? ExpectedEverySeconds { get; set; }

    /// <summary>The last day of the absence.</summary>
    public DateOnly? AbsentUntil { get; set; }

    public string? AbsentReason { get; set; }

    public string? MustHavePaths { get; set; }

    public List<HookInput> Hooks { get; set; } = [];

    /// <summary>Whether the form had the hooks in it; else they stay as they are.</summary>
    public bool EditsHooks { get; set; }

    /// <summary>What is proposed for a plan of BorgUi itself.</summary>
    public static PlanInput OfBorgui() => new() { Name = "BorgUi itself", IncludesBorgui = true, RunPruneAfter = true };

    public static PlanInput From(PlanResponse plan) => new()
    {
        Name = plan.Name,
        RepositoryId = plan.RepositoryId,
        MoreRepositoryIds = [.. plan.Repositories.Skip(1).Select(repository => repository.RepositoryId)],
        Sources = FormText.Of(plan.Sources),
        IncludesBorgui = plan.IncludesBorgui,
        ExcludePatterns = FormText.Of(plan.ExcludePatterns),
        Compression = plan.Compression,
        ArchiveNameTemplate = plan.ArchiveNameTemplate,
        Site = plan.Site,
        OnInterrupted = plan.OnInterrupted,
        RetryAttempts = plan.RetryAttempts,
        RetryDelaySeconds = plan.RetryDelaySeconds,
        Retention = KeepInput.From(plan.Retention ?? KeepInput.Usual),
        ForeignArchives = plan.ForeignArchives,
        RunPruneAfter = plan.RunPruneAfter,
        PruneMayDeleteMost = plan.PruneMayDeleteMost,
        RunCompactAfter = plan.RunCompactAfter,
        RunCheckAfter = plan.RunCheckAfter,
        ChainOnFailure = plan.ChainOnFailure,
        ExpectedEverySeconds = plan.ExpectedEverySeconds,
        AbsentUntil = plan.AbsentUntil is { } end ? DateOnly.FromDateTime(end.UtcDateTime.AddTicks(-1)) : null,
        AbsentReason = plan.AbsentReason,
        MustHavePaths = FormText.Of(plan.MustHavePaths),
        Hooks = [.. plan.Hooks.Select(HookInput.From)],
    };

    public SavePlanRequest ToRequest() => new()
    {
        Name = Name,
        RepositoryId = RepositoryId,
        MoreRepositoryIds = [.. MoreRepositoryIds.Where(id => id != RepositoryId)],
        Sources = FormText.List(Sources),
        IncludesBorgui = IncludesBorgui,
        ExcludePatterns = FormText.List(ExcludePatterns),
        Compression = Compression,
        ArchiveNameTemplate = ArchiveNameTemplate,
        Site = Site,
        OnInterrupted = OnInterrupted,
        RetryAttempts = RetryAttempts,
        RetryDelaySeconds = RetryDelaySeconds,
        Retention = WantedRules(),
        ForeignArchives = ForeignArchives,
        RunPruneAfter = RunPruneAfter,
        PruneMayDeleteMost = PruneMayDeleteMost,
        RunCompactAfter = RunCompactAfter,
        RunCheckAfter = RunCheckAfter,
        ChainOnFailure = ChainOnFailure,
        ExpectedEverySeconds = ExpectedEverySeconds,
        AbsentUntil = AbsentUntil is { } day ? new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) : null,
        AbsentReason = AbsentUntil is null ? null : AbsentReason,
        MustHavePaths = FormText.List(MustHavePaths),
        Hooks = EditsHooks ? [.. Hooks.Select(hook => hook.ToRequest())] : null,
    };

    // The usual rules are a proposal: who does not ask for a prune has not accepted it.
    private KeepRules? WantedRules()
    {
        var rules = Retention.ToRules();
        return RunPruneAfter || rules != KeepInput.Usual ? rules : null;
    }
}
