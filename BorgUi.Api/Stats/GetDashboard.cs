using BorgUi.Api.Access;
using BorgUi.Api.Alarms;
using BorgUi.Api.Jobs;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Proofs;
using BorgUi.Contracts.Stats;
using BorgUi.Core.Data;
using BorgUi.Core.Freshness;
using BorgUi.Core.Jobs;
using BorgUi.Core.Workers;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Stats;

internal sealed class GetDashboard : IEndpoint
{
    private const int RecentJobs = 10;
    private const int AttentionJobs = 20;
    private const int MostAlarms = 20;
    private const int MostGlances = 60;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/dashboard", HandleAsync)
        .WithName(nameof(GetDashboard))
        .WithSummary("What needs a person, totals, and the last 14 days")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Ok<DashboardResponse>> HandleAsync(
        BorgUiDbContext db, WaitingReasons reasons, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var figures = await DashboardFigures.ReadAsync(db, workersLostBefore: now - WorkerNode.LostAfter, cancellationToken);
        var recent = await NewestAsync(db.Jobs, RecentJobs, cancellationToken);
        var attention = await NewestAsync(NeedsAttention(db), AttentionJobs, cancellationToken);
        var plans = await PlanFreshnessReader.OfAllAsync(db, now, cancellationToken);
        var alarms = db.Alarms.Where(alarm => alarm.ClearedAt == null);
        return TypedResults.Ok(new DashboardResponse
        {
            Alarms = await alarms.OrderByDescending(alarm => alarm.RaisedAt).ThenByDescending(alarm => alarm.Id).Take(MostAlarms)
                .Select(AlarmProjection.OfAlarm).ToListAsync(cancellationToken),
            ActiveAlarms = await alarms.CountAsync(cancellationToken),
            NeedsAttention = [.. attention.Select(row => row.Response)],
            Freshness = [.. plans.CountBy(plan => plan.Freshness.Status).OrderBy(count => count.Key).Select(count => new FreshnessCount(count.Key, count.Value))],
            PlanGlances = [.. InNeed(plans).Take(MostGlances).Select(plan => new PlanGlance(plan.PlanId, plan.Name, plan.Freshness))],
            Repositories = figures.Repositories,
            RepositoriesWithTrouble = figures.RepositoriesWithTrouble,
            Plans = figures.Plans,
            PlansNeverBackedUp = figures.PlansNeverBackedUp,
            BacksUpBorgui = figures.BacksUpBorgui,
            Archives = figures.Archives,
            JobsRunning = figures.JobsRunning,
            JobsPending = figures.JobsPending,
            JobsInterrupted = figures.JobsInterrupted,
            WorkersAlive = figures.WorkersAlive,
            WorkerTrouble = figures.WorkerTrouble,
            OriginalSize = figures.OriginalSize,
            CompressedSize = figures.CompressedSize,
            DeduplicatedSize = figures.DeduplicatedSize,
            LastBackupAt = figures.LastBackupAt,
            LastProofAt = await db.Proofs.Where(proof => proof.Kind == ProofKind.RestoreDrill && proof.IsGood).MaxAsync(proof => (DateTimeOffset?)proof.At, cancellationToken),
            Days = await DayOutcomes.ReadAsync(db, DateOnly.FromDateTime(now.UtcDateTime), cancellationToken),
            RecentJobs = await reasons.AddToAsync(recent, cancellationToken),
        });
    }

    private static IEnumerable<JudgedPlan> InNeed(IEnumerable<JudgedPlan> plans) => plans
        .OrderByDescending(plan => plan.Freshness.IsOverdue)
        .ThenByDescending(plan => FreshnessJudge.Rank(plan.Freshness.Status))
        .ThenBy(plan => plan.Name, StringComparer.Ordinal);

    private static Task<List<JobRow>> NewestAsync(IQueryable<Job> jobs, int count, CancellationToken cancellationToken) =>
        jobs.OrderByDescending(job => job.CreatedAt).ThenByDescending(job => job.Id).Take(count).Select(JobRow.OfJob).ToListAsync(cancellationToken);

    /// <summary>What was interrupted, and the newest ended job of each kind of each plan where that one failed.</summary>
    private static IQueryable<Job> NeedsAttention(BorgUiDbContext db) => db.Jobs.Where(job =>
        job.Status == JobStatus.Interrupted
        || (job.Status == JobStatus.Failed && job.PlanId != null
            && !db.Jobs.Any(newer => newer.PlanId == job.PlanId && newer.RepositoryId == job.RepositoryId && newer.JobType == job.JobType && newer.CreatedAt > job.CreatedAt && JobStates.Ended.Contains(newer.Status))));
}
