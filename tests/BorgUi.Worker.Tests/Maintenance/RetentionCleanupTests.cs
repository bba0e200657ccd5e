using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Maintenance;
using BorgUi.Contracts.Plans;
using BorgUi.Core.Jobs;
using BorgUi.Core.Maintenance;
using BorgUi.Testing;
using BorgUi.Worker.Tests.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Maintenance;

public sealed class RetentionCleanupTests(WorkerFixture worker) : IClassFixture<WorkerFixture>
{
    [Fact]
    public async Task Every_plan_is_pruned_by_its_own_rules_and_what_could_not_be_is_said()
    {
        worker.StartWorker(("BorgUi:Worker:PollMaintenanceEvery", "00:00:00.1"));
        var repository = await worker.CreateRepositoryAsync();
        var (half, most) = (await PlanWithBackupsAsync(repository, 2), await PlanWithBackupsAsync(repository, 3));

        var all = await RunAsync(planId: null);
        Assert.Equal((MaintenanceRunStatus.Failed, "Pruned the archives of 1 plan: 1 deleted, 1 kept. Of 1 more they could not be pruned."), (all.Status, all.Message));
        Assert.Contains("more than half at once", all.ResultJson, StringComparison.Ordinal);
        Assert.Equal((1, 3), (await CountAsync(half), await CountAsync(most)));

        await using (var db = worker.NewContext())
        {
            await db.Plans.Where(plan => plan.Id == most).ExecuteUpdateAsync(row => row.SetProperty(plan => plan.PruneMayDeleteMost, true));
        }

        var one = await RunAsync(most);
        Assert.Equal((MaintenanceRunStatus.Completed, "Pruned the archives of 1 plan: 2 deleted, 1 kept."), (one.Status, one.Message));
        Assert.Equal((1, 1), (await CountAsync(half), await CountAsync(most)));

        // A prune that waits for a person keeps no run waiting.
        await using (var db = worker.NewContext())
        {
            await db.Database.ExecuteSqlAsync($"UPDATE backup_figures SET signals = '[]' WHERE plan_id = {half}");
        }

        var held = await RunAsync(most);
        Assert.Equal(MaintenanceRunStatus.Failed, held.Status);
        Assert.Contains("until somebody has looked", held.ResultJson, StringComparison.Ordinal);
    }

    private async Task<Guid> PlanWithBackupsAsync(Guid repository, int backups)
    {
        var plan = await worker.AddChainAsync(repository, ChainPolicy.Stop, "/etc/hostname");
        for (var made = 0; made < backups; made++)
        {
            var backup = await worker.WaitForEndAsync(await worker.EnqueueBackupAsync(repository, plan, "/etc/hostname"));
            Assert.Equal((JobStatus.Completed, null), (backup.Status, backup.ErrorMessage));
        }

        return plan;
    }

    private async Task<MaintenanceRun> RunAsync(Guid? planId)
    {
        await using var db = worker.NewContext();
        var job = await db.MaintenanceJobs.SingleAsync(row => row.Key == MaintenanceSeed.RetentionManual);
        var (id, _) = await MaintenanceRuns.RequestAsync(db, job.Id, planId, repositoryId: null, default);
        await Eventually.HoldsAsync(() => db.MaintenanceRuns.AnyAsync(run => run.Id == id && run.FinishedAt != null));
        return await db.MaintenanceRuns.AsNoTracking().SingleAsync(run => run.Id == id);
    }

    private async Task<int> CountAsync(Guid plan)
    {
        await using var db = worker.NewContext();
        return await db.Archives.CountAsync(archive => archive.PlanId == plan);
    }
}
