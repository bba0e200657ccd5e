using System.Linq.Expressions;
using System.Text.Json;
using BorgUi.Contracts.Maintenance;
using BorgUi.Core.Data;
using BorgUi.Core.Maintenance;
using BorgUi.Core.Schedules;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Maintenance;

/// <summary>Maintenance jobs and runs as they go out.</summary>
internal static class MaintenanceProjection
{
    public static readonly Expression<Func<MaintenanceRun, MaintenanceRunResponse>> OfRun = run => new MaintenanceRunResponse
    {
        Id = run.Id,
        RunId = run.Id,
        MaintenanceJobId = run.MaintenanceJobId,
        Key = run.MaintenanceJob!.Key,
        JobType = run.MaintenanceJob.JobType,
        Status = run.Status,
        Message = run.Message,
        Result = Parse(run.ResultJson),
        StartedAt = run.StartedAt,
        FinishedAt = run.FinishedAt,
        Worker = run.WorkerName,
    };

    /// <summary>The jobs with the newest run of each and the next time.</summary>
    public static async Task<IReadOnlyList<MaintenanceJobResponse>> ReadAsync(
        BorgUiDbContext db, IQueryable<MaintenanceJob> jobs, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await jobs.AsNoTracking().OrderBy(job => job.Key).ToListAsync(cancellationToken);
        var ids = rows.Select(job => job.Id).ToList();
        // Of few jobs, each by the index of its runs.
        var newest = await db.MaintenanceJobs.Where(job => ids.Contains(job.Id))
            .Select(job => db.MaintenanceRuns.Where(run => run.MaintenanceJobId == job.Id).OrderByDescending(run => run.StartedAt).ThenByDescending(run => run.Id).Select(run => (Guid?)run.Id).FirstOrDefault())
            .ToListAsync(cancellationToken);
        var runs = await db.MaintenanceRuns.Where(run => newest.Contains(run.Id)).Select(OfRun).ToDictionaryAsync(run => run.MaintenanceJobId, cancellationToken);
        return [.. rows.Select(job => new MaintenanceJobResponse
        {
            Id = job.Id,
            Key = job.Key,
            JobType = job.JobType,
            ScheduledItem = ScheduledItem.IdOf(job.Kind, job.Id),
            ScheduleCron = job.ScheduleCron,
            Enabled = job.Enabled,
            VisibleInUi = job.VisibleInUi,
            NextRun = job is { Enabled: true, ScheduleCron: not null } ? job.Schedule.NextAfter(now) : null,
            LastRun = runs.GetValueOrDefault(job.Id),
        })];
    }

    private static JsonElement? Parse(string? json) => json is null ? null : JsonElement.Parse(json);
}
