using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Hooks;
using BorgUi.Core.Hooks;

namespace BorgUi.Core.Jobs;

/// <summary>What is restored, where to, and what becomes of files that are there.</summary>
public sealed record RestoreDetails : ArchiveReference
{
    /// <summary>A normalised absolute path; files land at destination/stored path.</summary>
    public required string Destination { get; init; }

    /// <summary>Stored paths without a leading '/', each with what lies below it; none means everything.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    public required OverwritePolicy Overwrite { get; init; }

    /// <summary>Reads and verifies everything, says what would be done, writes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Leading folders of the stored paths to leave away; what has fewer is left out.</summary>
    public int StripComponents { get; init; }
}

/// <summary><c>borg extract</c> into a folder.</summary>
public sealed class RestoreJob : Job
{
    public RestoreJob() => RepositoryAccess = RepositoryAccess.Read;

    public required RestoreDetails Details { get; init; }

    public static RestoreJob Of(
        Guid archiveId, Guid repositoryId, string site, RestoreDetails details, DateTimeOffset createdAt, IEnumerable<PlanHook>? planHooks = null) => new()
    {
        ArchiveId = archiveId,
        RepositoryId = repositoryId,
        Site = site,
        Details = details,
        CreatedAt = createdAt,
        // A dry run changes nothing, so nothing has to be stopped for it.
        Hooks = details.DryRun ? [] : PlanHook.For(HookSubject.Restore, planHooks ?? []),
        DedupeKey = $"restore/{archiveId:N}/{DetailsFingerprint.Of(details)}",
    };
}
