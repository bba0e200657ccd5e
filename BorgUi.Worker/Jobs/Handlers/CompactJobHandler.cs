using System.Text.Json;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Maintenance;
using BorgUi.Worker.Repositories;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary><c>borg compact</c>, with what it freed by borg's own words and by the size of the folder.</summary>
internal sealed class CompactJobHandler(JobBorg borg, RepositoryKeyring keyring, TimeProvider time) : IJobHandler
{
    public async Task<JobEnd> RunAsync(JobRun run)
    {
        var job = (CompactJob)run.Job;
        var location = job.Repository!.Location;
        using var keys = keyring.Open(job.Repository);
        var progress = new PhasedProgress(time, new Phase("repository.compact_segments", "Compacting the segments"));
        var before = RepositoryFolder.SizeOf(location);
        long? freed = null;
        run.Progress.Report(new() { Message = "Opening the repository" });
        var ended = await borg.RunAsync(run, BorgCommand.Compact(location, job.Details.ThresholdPercent), keys.Environment, happened =>
        {
            freed = happened is LogMessage message ? CompactionText.FreedBytes(message) ?? freed : freed;
            run.Progress.Report(progress.Next(happened, run.Progress.Newest));
        });
        if (!ended.IsDone)
        {
            return JobEnds.Undone(run, ended);
        }

        // borg says nothing when there is nothing to free, and in a repository that only lets data be added.
        var stats = new CompactStats(freed ?? 0, before, RepositoryFolder.SizeOf(location));
        return JobEnds.Done(run, ended) with { StatsJson = JsonSerializer.Serialize(stats, JobStats.Default.CompactStats) };
    }
}
