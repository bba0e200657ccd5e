using System.Globalization;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Signals;
using BorgUi.Core.Workers;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

/// <summary>Says why pending jobs wait, from what runs and which workers live at this moment; nothing of it is stored.</summary>
internal sealed class WaitingReasons(BorgUiDbContext db, TimeProvider clock)
{
    /// <summary>The jobs with their reasons, in the same order.</summary>
    public async Task<IReadOnlyList<JobResponse>> AddToAsync(IReadOnlyList<JobRow> rows, CancellationToken cancellationToken)
    {
        if (!rows.Any(row => row.Response.Status == JobStatus.Pending))
        {
            return [.. rows.Select(row => row.Response)];
        }

        var prunes = rows.Where(row => row.Response is { Status: JobStatus.Pending, JobType: JobType.Prune }).Select(row => row.Response.JobId).ToList();
        var held = prunes.Count == 0 ? [] : await HeldPrunes.AmongAsync(db, prunes, cancellationToken);
        var running = await db.Jobs
            .Where(job => job.Status == JobStatus.Running)
            .Select(job => new RunningJob(job.Id, job.JobType, job.RepositoryId, job.RepositoryAccess, job.WorkerId, job.PlanId))
            .ToListAsync(cancellationToken);
        var lostBefore = clock.GetUtcNow() - WorkerNode.LostAfter;
        var workers = await db.Workers.AsNoTracking().Where(worker => worker.HeartbeatAt > lostBefore).ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.Response.Status == JobStatus.Pending
            ? row.Response with { WaitingReason = PutOff(row) ?? held.GetValueOrDefault(row.Response.JobId) ?? BusyRepository(row, running) ?? BusyPlan(row, running) ?? MissingWorker(row, running, workers) }
            : row.Response)];
    }

    private string? PutOff(JobRow row) => row.Response.NotBefore is { } time && time > clock.GetUtcNow()
        ? string.Create(CultureInfo.InvariantCulture, $"It tries again at {time.UtcDateTime:yyyy-MM-dd HH:mm} UTC.")
        : null;

    private static string? BusyRepository(JobRow row, List<RunningJob> running)
    {
        var busy = running.Find(job => job.RepositoryId is not null && job.RepositoryId == row.Response.RepositoryId
            && (job.Access == RepositoryAccess.Write || row.RepositoryAccess == RepositoryAccess.Write));
        return busy is null ? null : $"The repository is busy with job {busy.Id} ({Words(busy.JobType)}).";
    }

    private static string? BusyPlan(JobRow row, List<RunningJob> running)
    {
        var busy = row.Response.JobType == JobType.Backup && row.Response.PlanId is { } plan ? running.Find(job => job.JobType == JobType.Backup && job.PlanId == plan) : null;
        return busy is null ? null : $"The plan is being backed up into another repository by job {busy.Id}.";
    }

    private static string? MissingWorker(JobRow row, List<RunningJob> running, List<WorkerNode> workers)
    {
        var ofSite = workers.Where(worker => worker.Sites.Contains(row.Response.Site)).ToList();
        if (ofSite.Count == 0)
        {
            return $"No worker for site {row.Response.Site} is running.";
        }

        var able = ofSite.Where(worker => worker.Trouble is null).ToList();
        if (able.Count == 0)
        {
            return $"The worker for site {row.Response.Site} takes no jobs: {ofSite[0].Trouble}";
        }

        return able.All(worker => running.Count(job => job.WorkerId == worker.Id) >= worker.Slots)
            ? $"No slot is free: the workers for site {row.Response.Site} run as many jobs as they may."
            : null;
    }

    private static string Words(JobType type) => EnumWords<JobType>.Of(type).Replace('_', ' ');

    private sealed record RunningJob(Guid Id, JobType JobType, Guid? RepositoryId, RepositoryAccess Access, Guid? WorkerId, Guid? PlanId);
}
