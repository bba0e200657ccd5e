using System.Text.Json;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Jobs;
using BorgUi.ServiceDefaults.Problems;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

/// <summary>What a job was asked to do, written as the request that would ask for the same again. Kinds with secrets have none.</summary>
internal static class JobRequestText
{
    private static readonly JsonSerializerOptions Json = Options();

    public static async Task<JsonElement?> OfAsync(IQueryable<Job> one, JobType type, CancellationToken cancellationToken) => type switch
    {
        JobType.Check => Write(await one.OfType<CheckJob>().FirstOrDefaultAsync(cancellationToken) is { } check ? Of(check.Details) : null),
        JobType.Prune => Write(await one.OfType<PruneJob>().FirstOrDefaultAsync(cancellationToken) is { } prune ? Of(prune.Details) : null),
        JobType.Restore => Write(await one.OfType<RestoreJob>().FirstOrDefaultAsync(cancellationToken) is { } restore ? Of(restore.Details) with { Site = restore.Site } : null),
        _ => null,
    };

    private static CheckRepositoryRequest Of(CheckDetails details) => new()
    {
        RepositoryOnly = details.RepositoryOnly,
        ArchivesOnly = details.ArchivesOnly,
        VerifyData = details.VerifyData,
        MaxDuration = details.MaxDurationSeconds,
    };

    private static PruneRepositoryRequest Of(PruneDetails details) => new()
    {
        KeepWithin = details.KeepWithin,
        KeepLast = details.KeepLast,
        KeepHourly = details.KeepHourly,
        KeepDaily = details.KeepDaily,
        KeepWeekly = details.KeepWeekly,
        KeepMonthly = details.KeepMonthly,
        KeepYearly = details.KeepYearly,
        TimeZone = details.TimeZone,
        PlanId = details.PlanId,
        ArchiveGlob = details.ArchiveGlob,
        DryRun = details.DryRun,
    };

    private static RestoreRequest Of(RestoreDetails details) => new()
    {
        Destination = details.Destination,
        Paths = details.Paths,
        Overwrite = details.Overwrite,
        DryRun = details.DryRun,
        StripComponents = details.StripComponents,
    };

    private static JsonElement? Write<T>(T? request)
        where T : class => request is null ? null : JsonSerializer.SerializeToElement(request, Json);

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        SnakeCaseJson.Apply(options);
        return options;
    }
}
