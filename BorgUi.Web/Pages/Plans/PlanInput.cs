using BorgUi.Contracts.Plans;
using BorgUi.Web.Pages.Shared;

namespace BorgUi.Web.Pages.Plans;

/// <summary>The form of a plan; lists are one item per line.</summary>
internal sealed class PlanInput
{
    public string? Name { get; set; }

    public Guid? RepositoryId { get; set; }

    public string? Sources { get; set; }

    public string? ExcludePatterns { get; set; }

    public string? Compression { get; set; }

    public string? ArchiveNameTemplate { get; set; }

    public string? Site { get; set; }

    public InterruptionPolicy? OnInterrupted { get; set; }

    public int? RetryAttempts { get; set; }

    public int? RetryDelaySeconds { get; set; }

    public static PlanInput From(PlanResponse plan) => new()
    {
        Name = plan.Name,
        RepositoryId = plan.RepositoryId,
        Sources = FormText.Of(plan.Sources),
        ExcludePatterns = FormText.Of(plan.ExcludePatterns),
        Compression = plan.Compression,
        ArchiveNameTemplate = plan.ArchiveNameTemplate,
        Site = plan.Site,
        OnInterrupted = plan.OnInterrupted,
        RetryAttempts = plan.RetryAttempts,
        RetryDelaySeconds = plan.RetryDelaySeconds,
    };

    public SavePlanRequest ToRequest() => new()
    {
        Name = Name,
        RepositoryId = RepositoryId,
        Sources = FormText.List(Sources),
        ExcludePatterns = FormText.List(ExcludePatterns),
        Compression = Compression,
        ArchiveNameTemplate = ArchiveNameTemplate,
        Site = Site,
        OnInterrupted = OnInterrupted,
        RetryAttempts = RetryAttempts,
        RetryDelaySeconds = RetryDelaySeconds,
    };
}
