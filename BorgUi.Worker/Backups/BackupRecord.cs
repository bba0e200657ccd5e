using System.Text.Json;
using System.Text.Json.Nodes;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Archives;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Jobs;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BorgUi.Worker.Backups;

/// <summary>Writes down the archive that a backup made, before the job may say that it has completed.</summary>
internal sealed class BackupRecord(ArchiveCatalogue catalogue, PatientDatabase database)
{
    /// <param name="end">How the job ends apart from that.</param>
    public async Task<JobEnd> AddAsync(JobRun run, CreateResult result, JobEnd end)
    {
        var archiveId = await database.UntilDoneAsync(run.Lease, () => AddAsync((BackupJob)run.Job, result));
        return end with
        {
            ArchiveId = archiveId,
            StatsJson = StatsOf(result),
            Progress = result.Archive.Stats is not { } stats ? end.Progress : end.Progress with
            {
                FilesProcessed = stats.Files,
                OriginalSizeBytes = stats.OriginalBytes,
                CompressedSizeBytes = stats.CompressedBytes,
                DeduplicatedSizeBytes = stats.DeduplicatedBytes,
                TotalBytes = stats.OriginalBytes,
            },
        };
    }

    /// <summary>borg's ids of the archives in the repository of a job that other jobs have made.</summary>
    public Task<IReadOnlySet<string>> FindOfOthersAsync(JobRun run) =>
        database.UntilDoneAsync(run.Lease, () => catalogue.FindOfOthersAsync((BackupJob)run.Job, CancellationToken.None));

    private async Task<Guid> AddAsync(BackupJob job, CreateResult result)
    {
        try
        {
            return await catalogue.AddAsync(job, result, CancellationToken.None);
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // The worker from which the job was taken over has recorded the archive just now.
            return await catalogue.AddAsync(job, result, CancellationToken.None);
        }
    }

    // The command line in borg's result holds every source again; what people ask for is the rest.
    private static string StatsOf(CreateResult result)
    {
        var json = new JsonObject();
        if (result.Archive.Stats is { } stats)
        {
            json["stats"] = JsonSerializer.SerializeToNode(stats, BorgJsonContext.Default.BorgArchiveStats);
        }

        if (result.Archive.DurationSeconds is { } seconds)
        {
            json["duration"] = seconds;
        }

        if (result.Cache?.Stats is { } totals)
        {
            json["repository"] = JsonSerializer.SerializeToNode(totals, BorgJsonContext.Default.BorgCacheStats);
        }

        return json.ToJsonString();
    }
}
