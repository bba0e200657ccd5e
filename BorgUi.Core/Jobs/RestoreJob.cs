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

    /// <summary>The site of the plan, whose hooks around a restore are left out because this one runs elsewhere; null when none are.</summary>
    public string? HooksLeftAtSite { get; init; }

    /// <summary>What people are told of the hooks that are left out; null when none are.</summary>
    public string? NoteOnHooks() => HooksLeftAtSite is { } site ? $"The plan's hooks around a restore are not run: they belong to the machine of site {site}." : null;
}

/// <summary><c>borg extract</c> into a folder.</summary>
public sealed class RestoreJob : Job
{
    public RestoreJob() => RepositoryAccess = RepositoryAccess.Read;

    public required RestoreDetails Details { get; init; }

    /// <param name="site">The site whose worker does it, on whose machine the files land.</param>
    /// <param name="planHooks">Those of the plan that made the archive.</param>
    /// <param name="planSite">Where the hooks belong: what they stop and start is on no other machine.</param>
    public static RestoreJob Of(
        Guid archiveId, Guid repositoryId, string site, RestoreDetails details, DateTimeOffset createdAt,
        IEnumerable<PlanHook>? planHooks = null, string? planSite = null)
    {
        // A dry run changes nothing, so nothing has to be stopped for it.
        var hooks = details.DryRun ? [] : PlanHook.For(HookSubject.Restore, planHooks ?? []);
        var areElsewhere = hooks.Count > 0 && planSite is not null && planSite != site;
        var asked = details with { HooksLeftAtSite = areElsewhere ? planSite : null };
        return new()
        {
            ArchiveId = archiveId,
            RepositoryId = repositoryId,
            Site = site,
            Details = asked,
            CreatedAt = createdAt,
            Hooks = areElsewhere ? [] : hooks,
            DedupeKey = $"restore/{archiveId:N}/{site}/{DetailsFingerprint.Of(asked)}",
        };
    }
}
