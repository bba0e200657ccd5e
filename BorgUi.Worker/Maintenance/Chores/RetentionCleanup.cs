using System.Text.Json;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Maintenance;
using BorgUi.Core.Signals;
using BorgUi.Worker.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Maintenance.Chores;

/// <summary>Prunes every plan by its own rules. Each prune is a job like any other; this waits for their ends and adds them up.</summary>
internal sealed class RetentionCleanup(IDbContextFactory<BorgUiDbContext> contexts, JobEvents events, TimeProvider time) : IMaintenanceChore
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public async Task<ChoreResult> RunAsync(MaintenanceClaim claim, CancellationToken cancellationToken)
    {
        var pairs = await EnqueueAsync(claim, cancellationToken);
        var ends = await WaitAsync([.. pairs.Select(pair => pair.JobId)], cancellationToken);
        var pruned = ends.Values.Where(end => IsDone(end.Status)).ToList();
        var notPruned = pairs.Where(pair => !ends.TryGetValue(pair.JobId, out var end) || !IsDone(end.Status))
            .Select(pair => new { Name = $"{pair.Plan} in {pair.Repository}", Problem = ProblemOf(ends.GetValueOrDefault(pair.JobId)) })
            .ToList();
        var (deleted, kept) = (pruned.Sum(end => Count(end, "pruned_count")), pruned.Sum(end => Count(end, "kept_count")));
        var message = $"Pruned the archives of {pruned.Count} {(pruned.Count == 1 ? "plan" : "plans")}: {deleted} deleted, {kept} kept."
            + (notPruned.Count == 0 ? "" : $" Of {notPruned.Count} more they could not be pruned.");
        var figures = new { PairsProcessed = pruned.Count, DeletedCount = deleted, KeptCount = kept, NotPruned = notPruned };
        return ChoreResult.Of(message, figures) with { IsFailure = notPruned.Count > 0 };
    }

    private async Task<IReadOnlyList<RetentionPair>> EnqueueAsync(MaintenanceClaim claim, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pairs = await RetentionRound.EnqueueAsync(db, claim, time.GetUtcNow(), cancellationToken);
        foreach (var job in pairs.Select(pair => pair.NewJob).OfType<Job>())
        {
            await events.AnnounceAsync(job, cancellationToken);
        }

        return pairs;
    }

    /// <summary>The jobs as they are when each of them has ended, or stands or waits until a person decides.</summary>
    private async Task<Dictionary<Guid, End>> WaitAsync(IReadOnlyList<Guid> jobs, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (true)
        {
            await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
            {
                var ends = await db.Jobs.Where(job => jobs.Contains(job.Id))
                    .Select(job => new { job.Id, End = new End(job.Status, job.ErrorMessage, job.Stats) })
                    .ToDictionaryAsync(job => job.Id, job => job.End, cancellationToken);
                var going = ends.Where(pair => pair.Value.Status is JobStatus.Pending or JobStatus.Running).Select(pair => pair.Key).ToList();
                foreach (var (jobId, reason) in await HeldPrunes.AmongAsync(db, going, cancellationToken))
                {
                    ends[jobId] = ends[jobId] with { ErrorMessage = reason };
                    going.Remove(jobId);
                }

                if (going.Count == 0)
                {
                    return ends;
                }
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static bool IsDone(JobStatus status) => status is JobStatus.Completed or JobStatus.CompletedWithWarnings;

    private static string ProblemOf(End? end) => end switch
    {
        null => "Its job was deleted.",
        { ErrorMessage: { } message } => message,
        { Status: JobStatus.Paused or JobStatus.Interrupted } => "Its job stands until it is started again.",
        _ => "Its job was cancelled.",
    };

    private static int Count(End end, string name) => end.Stats is { } stats && stats.TryGetProperty(name, out var count) ? count.GetInt32() : 0;

    private sealed record End(JobStatus Status, string? ErrorMessage, JsonElement? Stats);
}
