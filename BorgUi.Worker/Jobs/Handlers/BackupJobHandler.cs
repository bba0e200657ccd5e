using System.Text;
using System.Text.Json;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Archives;
using BorgUi.Worker.Backups;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Repositories;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary><c>borg create</c> with live figures; done only when its archive stands in the database.</summary>
internal sealed class BackupJobHandler(JobBorg borg, RepositoryKeyring keyring, BackupEstimator estimator, ArchiveCatalogue catalogue, TimeProvider time) : IJobHandler
{
    public async Task<JobEnd> RunAsync(JobRun run)
    {
        var job = (BackupJob)run.Job;
        var missing = job.Details.Sources.Where(source => !Path.Exists(source)).ToList();
        if (missing.Count == job.Details.Sources.Count)
        {
            return JobEnds.Refused(
                run,
                $"Nothing to back up: {string.Join(", ", missing)} {(missing.Count == 1 ? "does" : "do")} not exist on the machine of site '{job.Site}'.",
                "Correct the sources of the plan, or mount what should be there, and start the backup again.");
        }

        using var keys = keyring.Open(job.Repository!);
        var warnings = new WarningCollector(job.Details.Sources);
        var ended = await CreateAsync(run, job, keys.Environment, warnings);
        var end = ended.IsDone || IsComplete(ended) ? await RecordAsync(run, job, ended) : await FailAsync(run, job, ended);
        return end with { WarningCount = Math.Max(end.WarningCount, warnings.Count), Warnings = warnings.Warnings };
    }

    private async Task<BorgEnded> CreateAsync(JobRun run, BackupJob job, BorgEnvironment environment, WarningCollector warnings)
    {
        var progress = new BackupProgress(time);
        run.Progress.Report(new() { Message = "Opening the repository" });
        using var over = CancellationTokenSource.CreateLinkedTokenSource(run.Stopping);
        var estimating = EstimateAsync(run, job, progress, over.Token);
        var command = BorgCommand.CreateFromTemplate(job.Repository!.Location, job.Details.ArchiveNameTemplate, new()
        {
            Paths = job.Details.Sources,
            Excludes = job.Details.ExcludePatterns,
            Compression = job.Details.Compression,
        });
        var ended = await borg.RunAsync(run, command, environment, happened => Observe(run, progress, warnings, happened));
        await over.CancelAsync();
        await estimating;
        return ended;
    }

    private static void Observe(JobRun run, BackupProgress progress, WarningCollector warnings, BorgEvent happened)
    {
        if (warnings.Observe(happened))
        {
            run.Progress.CountWarning();
        }

        switch (happened)
        {
            case ArchiveProgress { Finished: false } said:
                run.Progress.Report(progress.Next(said, run.Progress.Newest));
                break;
            case ProgressMessage { Text: { Length: > 0 } text }:
                run.Progress.Report(run.Progress.Newest with { Message = text });
                break;
            case FileStatus file:
                run.Progress.Report(run.Progress.Newest with { CurrentFile = file.Path });
                break;
        }
    }

    private async Task EstimateAsync(JobRun run, BackupJob job, BackupProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            progress.Estimate = await estimator.EstimateAsync(job, cancellationToken);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or UnauthorizedAccessException or Npgsql.NpgsqlException)
        {
            // A backup without a percent is still a backup.
            run.Log.Write(Contracts.Jobs.JobLogLevel.Debug, $"No estimate of the size: {error.Message}");
        }
    }

    // Cancelled too late: borg had saved its archive before the signal reached it. Then that is the truth.
    private static bool IsComplete(BorgEnded ended) => ended is { Stop: BorgStop.Cancelled, Outcome: not BorgOutcome.Failure, Output.IsEmpty: false };

    private async Task<JobEnd> RecordAsync(JobRun run, BackupJob job, BorgEnded ended)
    {
        var result = CreateResult.Parse(ended.Output);
        var archiveId = await catalogue.AddAsync(job, result, CancellationToken.None);
        var end = JobEnds.Done(run, ended);
        return end with
        {
            ArchiveId = archiveId,
            StatsJson = StatsOf(ended.Output),
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

    private async Task<JobEnd> FailAsync(JobRun run, BackupJob job, BorgEnded ended)
    {
        if (ended.Error is { Kind: "repository-missing" or "wrong-passphrase" } error)
        {
            await catalogue.TroubleAsync(job.RepositoryId!.Value, RepositoryState.Error, $"{error.Title}. {error.What}", CancellationToken.None);
        }

        return JobEnds.Undone(run, ended);
    }

    // The command line in borg's result holds every source again; what people ask for is the rest.
    private static string StatsOf(ReadOnlyMemory<byte> output)
    {
        using var json = JsonDocument.Parse(output);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            var archive = json.RootElement.GetProperty("archive");
            Copy(archive, "stats", writer);
            Copy(archive, "duration", writer);
            if (json.RootElement.TryGetProperty("cache", out var cache) && cache.TryGetProperty("stats", out var totals))
            {
                writer.WritePropertyName("repository");
                totals.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Copy(JsonElement from, string name, Utf8JsonWriter to)
    {
        if (from.TryGetProperty(name, out var value))
        {
            to.WritePropertyName(name);
            value.WriteTo(to);
        }
    }
}
