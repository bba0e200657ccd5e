using BorgUi.Contracts.Alarms;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Retention;
using BorgUi.Core.Alarms;
using BorgUi.Core.Archives;
using BorgUi.Core.Archives.Index;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Plans;
using BorgUi.Core.Signals;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Tests.Signals;

public sealed class HeldPruneTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private static readonly JobEnd Done = new() { Status = JobStatus.Completed, Progress = new() };

    [Fact]
    public async Task An_unusual_backup_is_an_alarm_and_holds_what_would_be_pruned_until_somebody_has_looked()
    {
        var plan = await core.AddPlanAsync(copies: 0);
        await BackUpAsync(plan, 1000, 1000, 1000, 1000, 1000, 1000, 20);
        var held = await EnqueueAsync(plan, new() { KeepLast = 1, PlanId = plan.Id });
        var asked = await EnqueueAsync(plan, new() { KeepLast = 1, PlanId = plan.Id, AcceptedRisk = PruneRisk.KeepsNothing });

        var claimed = await core.ClaimOneAsync();
        Assert.Equal(asked, claimed.JobId);
        await core.Get<JobLedger>().FinishAsync(claimed, Done, claimed.Sequence, default);
        Assert.Null(await core.ClaimAsync());
        Assert.Contains(plan.Name, Assert.Single(await HeldAsync(held, asked)).Value, StringComparison.Ordinal);
        Assert.False(await WriterWaitsAsync(plan));
        Assert.Contains("980 of 1,000 files are gone", (await AlarmAsync(plan))!.Detail, StringComparison.Ordinal);

        await LookAsync(plan);
        Assert.True(await WriterWaitsAsync(plan));
        Assert.Null(await AlarmAsync(plan));
        Assert.Empty(await HeldAsync(held));
        Assert.Equal(held, (await core.ClaimOneAsync()).JobId);
    }

    [Fact]
    public async Task Other_repositories_are_pruned_and_a_plan_that_is_deleted_holds_nothing()
    {
        var (plan, other) = (await core.AddPlanAsync(copies: 0), await core.AddPlanAsync(copies: 0));
        await BackUpAsync(plan, 1000, 1000, 1000, 1000, 1000, 1000, 20);
        var (held, free) = (await EnqueueAsync(plan, new() { KeepLast = 1, ArchiveGlob = "*" }), await EnqueueAsync(other, new() { KeepLast = 1, PlanId = other.Id }));
        Assert.Equal(free, (await core.ClaimOneAsync()).JobId);
        Assert.Null(await core.ClaimAsync());

        await using (var db = core.NewContext())
        {
            await db.Plans.Where(row => row.Id == plan.Id).ExecuteDeleteAsync();
        }

        Assert.Equal(held, (await core.ClaimOneAsync()).JobId);
    }

    private async Task BackUpAsync(BackupPlan plan, params long[] files)
    {
        foreach (var (day, count) in files.Index())
        {
            await using var db = core.NewContext();
            var archive = new Archive
            {
                RepositoryId = plan.RepositoryId, PlanId = plan.Id, Name = $"day {day}", BorgId = Guid.NewGuid().ToString("N"), StartedAt = DateTimeOffset.UnixEpoch.AddDays(day),
                FileCount = count, OriginalSizeBytes = 1, CompressedSizeBytes = 1, DeduplicatedSizeBytes = 1,
            };
            db.Archives.Add(archive);
            await db.AddFiguresAsync(archive, repositorySizeBytes: null, default);
            await db.SaveChangesAsync();
        }
    }

    private async Task<Guid> EnqueueAsync(BackupPlan plan, PruneDetails details)
    {
        await using var db = core.NewContext();
        return (await JobQueue.EnqueueAsync(db, PruneJob.Of(plan.RepositoryId, "default", details, DateTimeOffset.UnixEpoch), default)).JobId;
    }

    private async Task<Dictionary<Guid, string>> HeldAsync(params Guid[] jobs)
    {
        await using var db = core.NewContext();
        return await HeldPrunes.AmongAsync(db, jobs, default);
    }

    private Task<bool> WriterWaitsAsync(BackupPlan plan) =>
        new IndexBacklog(core.Get<IDbContextFactory<BorgUiDbContext>>(), TimeProvider.System).WriterWaitsAsync(plan.RepositoryId, default);

    private async Task LookAsync(BackupPlan plan)
    {
        await using var db = core.NewContext();
        Assert.Equal(1, await db.BackupFigures.WhereToLookAt().Where(figures => figures.PlanId == plan.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(figures => figures.LookedAt, DateTimeOffset.UnixEpoch).SetProperty(figures => figures.LookedBy, "anna")));
    }

    /// <summary>Looks, and answers the alarm if there is one.</summary>
    private async Task<Alarm?> AlarmAsync(BackupPlan plan)
    {
        await core.Get<AlarmEvaluator>().EvaluateAsync(default);
        await using var db = core.NewContext();
        return await db.Alarms.SingleOrDefaultAsync(alarm => alarm.SubjectId == plan.Id && alarm.Kind == AlarmKind.UnusualBackup && alarm.ClearedAt == null);
    }
}
