using BorgUi.Api.Http;
using BorgUi.Api.Repositories;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Hooks;
using BorgUi.Core.Plans;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BorgUi.Api.Plans;

/// <summary>A plan as it is to be stored, once nothing is wrong with it.</summary>
internal sealed record CheckedPlan
{
    public required string Name { get; init; }

    public required Guid RepositoryId { get; init; }

    public required IReadOnlyList<Guid> MoreRepositoryIds { get; init; }

    public required List<string> Sources { get; init; }

    public required bool IncludesBorgui { get; init; }

    public required List<string> ExcludePatterns { get; init; }

    public required string Compression { get; init; }

    public required string ArchiveNameTemplate { get; init; }

    public required string Site { get; init; }

    public required InterruptionPolicy OnInterrupted { get; init; }

    public required int RetryAttempts { get; init; }

    public required TimeSpan RetryDelay { get; init; }

    public required KeepRules? Retention { get; init; }

    public required string? ForeignArchives { get; init; }

    public required bool RunPruneAfter { get; init; }

    public required bool PruneMayDeleteMost { get; init; }

    public required bool RunCompactAfter { get; init; }

    public required bool RunCheckAfter { get; init; }

    public required ChainPolicy ChainOnFailure { get; init; }

    public required List<string> MustHavePaths { get; init; }

    public BackupPlan ToPlan(List<PlanHook> hooks, DateTimeOffset createdAt)
    {
        var plan = NewPlan(hooks, createdAt);
        plan.CopyInto(MoreRepositoryIds);
        return plan;
    }

    private BackupPlan NewPlan(List<PlanHook> hooks, DateTimeOffset createdAt) => new()
    {
        Name = Name,
        RepositoryId = RepositoryId,
        Sources = Sources,
        IncludesBorgui = IncludesBorgui,
        ExcludePatterns = ExcludePatterns,
        Compression = Compression,
        ArchiveNameTemplate = ArchiveNameTemplate,
        Site = Site,
        OnInterrupted = OnInterrupted,
        RetryAttempts = RetryAttempts,
        RetryDelay = RetryDelay,
        Retention = Retention,
        ForeignArchives = ForeignArchives,
        RunPruneAfter = RunPruneAfter,
        PruneMayDeleteMost = PruneMayDeleteMost,
        RunCompactAfter = RunCompactAfter,
        RunCheckAfter = RunCheckAfter,
        ChainOnFailure = ChainOnFailure,
        MustHavePaths = MustHavePaths,
        Hooks = hooks,
        CreatedAt = createdAt,
    };
}

internal static class PlanRules
{
    private const int MaximumMoreRepositories = 9;
    private const int MaximumRetryAttempts = 10;
    private const int MaximumRetryDelaySeconds = 24 * 60 * 60;

    /// <param name="keepPrefix">Stands before the names of the keep rules, where they are part of the request.</param>
    public static async Task<CheckedPlan> CheckAsync(
        FieldErrors errors, SavePlanRequest request, BorgUiDbContext db, CancellationToken cancellationToken, string keepPrefix = "retention.")
    {
        var repository = request.RepositoryId is { } id
            ? await db.Repositories.Where(row => row.Id == id).Select(row => new { row.Site, row.Location }).FirstOrDefaultAsync(cancellationToken)
            : null;
        if (repository is null)
        {
            errors.Add("repository_id", request.RepositoryId is null
                ? "Say into which repository the plan backs up."
                : "There is no repository with this id; it may have been deleted.");
        }

        var name = TextRules.Name(errors, "name", request.Name);
        var site = TextRules.Site(errors, "site", request.Site, fallback: repository?.Site ?? "default");
        if (repository is not null && RepositoryLocation.IsOutOfReach(repository.Location, repository.Site, site))
        {
            errors.Add("site", $"The repository is a folder on site {repository.Site}, which another site cannot reach; use that site, or an ssh:// repository.");
        }

        var sources = request is { IncludesBorgui: true, Sources: null or { Count: 0 } } ? [] : BackupRules.Sources(errors, request.Sources);
        if (request.IncludesBorgui)
        {
            await RequireEncryptionAsync(errors, request, db, cancellationToken);
        }

        return new()
        {
            Name = name,
            RepositoryId = request.RepositoryId ?? Guid.Empty,
            MoreRepositoryIds = await MoreRepositoriesAsync(errors, request, site, db, cancellationToken),
            Sources = sources,
            IncludesBorgui = request.IncludesBorgui,
            ExcludePatterns = BackupRules.ExcludePatterns(errors, request.ExcludePatterns),
            Compression = Compression.Check(errors, request.Compression),
            ArchiveNameTemplate = ArchiveNameTemplate.Check(errors, request.ArchiveNameTemplate, seriesName: name),
            Site = site,
            OnInterrupted = request.OnInterrupted ?? InterruptionPolicy.Ask,
            RetryAttempts = Between(errors, "retry_attempts", request.RetryAttempts ?? BackupPlan.DefaultRetryAttempts, 0, MaximumRetryAttempts),
            RetryDelay = TimeSpan.FromSeconds(Between(
                errors, "retry_delay_seconds", request.RetryDelaySeconds ?? (int)BackupPlan.DefaultRetryDelay.TotalSeconds, 10, MaximumRetryDelaySeconds)),
            Retention = Retention(errors, request, keepPrefix),
            ForeignArchives = PruneRules.Glob(errors, "foreign_archives", string.IsNullOrWhiteSpace(request.ForeignArchives) ? null : request.ForeignArchives.Trim()),
            RunPruneAfter = request.RunPruneAfter,
            PruneMayDeleteMost = request.PruneMayDeleteMost,
            RunCompactAfter = request.RunCompactAfter,
            RunCheckAfter = request.RunCheckAfter,
            ChainOnFailure = request.ChainOnFailure ?? ChainPolicy.Stop,
            MustHavePaths = BackupRules.MustHavePaths(errors, request.MustHavePaths, sources),
        };
    }

    /// <summary>Saves; answers the conflict when the name is taken.</summary>
    public static async Task<ConflictProblem?> SaveAsync(BorgUiDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return ConflictProblem.Taken("name", "A plan has this name already; choose another.");
        }
    }

    private static async Task<IReadOnlyList<Guid>> MoreRepositoriesAsync(
        FieldErrors errors, SavePlanRequest request, string site, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        const string field = "more_repository_ids";
        var ids = request.MoreRepositoryIds ?? [];
        if (ids.Count > MaximumMoreRepositories)
        {
            errors.Add(field, $"A plan may have {MaximumMoreRepositories} further repositories, not {ids.Count}.");
            return [];
        }

        if (ids.Append(request.RepositoryId ?? Guid.Empty).Distinct().Count() <= ids.Count)
        {
            errors.Add(field, "Give each repository once, and not the one of repository_id.");
        }

        var found = await db.Repositories.Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.Name, row.Site, row.Location }).ToListAsync(cancellationToken);
        if (found.Count < ids.Distinct().Count())
        {
            errors.Add(field, "One of these repositories does not exist; it may have been deleted.");
        }

        foreach (var repository in found.Where(row => RepositoryLocation.IsOutOfReach(row.Location, row.Site, site)))
        {
            errors.Add(field, $"{repository.Name} is a folder on site {repository.Site}, which site {site} cannot reach; leave it out, or use an ssh:// repository.");
        }

        return ids;
    }

    // Of one that is being imported it is not known yet; the worker looks again before each backup.
    private static async Task RequireEncryptionAsync(FieldErrors errors, SavePlanRequest request, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var ids = (request.MoreRepositoryIds ?? []).Append(request.RepositoryId ?? Guid.Empty);
        var modes = await db.Repositories.Where(row => ids.Contains(row.Id)).Select(row => new { row.Name, row.Encryption }).ToListAsync(cancellationToken);
        foreach (var open in modes.Where(row => row.Encryption is { } mode && !RepositoryEncryption.HidesContent(mode)))
        {
            errors.Add("includes_borgui", $"{open.Name} is not encrypted ({open.Encryption}): everybody who gets at its files could read BorgUi's master key there.");
        }
    }

    private static KeepRules? Retention(FieldErrors errors, SavePlanRequest request, string keepPrefix)
    {
        var keep = PruneRules.Keep(errors, request.Retention ?? new(), keepPrefix);
        if (request.RunPruneAfter && !PruneRules.KeepsAnything(keep))
        {
            errors.Add(keepPrefix is "" ? "run_prune_after" : "retention", "A prune after the backup would keep nothing: give at least one keep rule, or leave run_prune_after out.");
        }

        return keep with { TimeZone = null } == new KeepRules() ? null : keep;
    }

    private static int Between(FieldErrors errors, string field, int value, int least, int most)
    {
        if (value < least || value > most)
        {
            errors.Add(field, $"Give a number from {least} to {most}.");
        }

        return value;
    }
}
