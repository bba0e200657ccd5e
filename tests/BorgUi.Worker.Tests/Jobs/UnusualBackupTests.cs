using BorgUi.Contracts.Alarms;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Signals;
using BorgUi.Core.Alarms;
using BorgUi.Core.Jobs;
using BorgUi.Core.Signals;
using BorgUi.Testing;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Jobs;

public sealed class UnusualBackupTests(WorkerFixture worker) : IClassFixture<WorkerFixture>
{
    [Fact]
    public async Task A_mass_delete_holds_the_prune_of_its_chain_until_somebody_has_looked()
    {
        worker.EnsureWorker(("BorgUi:Worker:IndexSlots", "1"));
        var source = worker.MakeSource("much", files: 60, bytesEach: 10);
        var repository = await worker.CreateRepositoryAsync();
        var plan = await PlanThatKeepsFiveAsync(repository, source);
        for (var made = 0; made < SignalJudge.LeastHistory; made++)
        {
            Assert.Equal(JobStatus.Completed, (await worker.WaitForEndAsync(await worker.EnqueueBackupAsync(repository, plan, source))).Status);
        }

        foreach (var file in Directory.EnumerateFiles(source).Take(50))
        {
            File.Delete(file);
        }

        var backup = await worker.WaitForEndAsync(await worker.EnqueuePlanAsync(plan));

        Assert.Equal(JobStatus.Completed, backup.Status);
        var prune = await PruneOfAsync(backup);
        Assert.Contains("unusual backup", Assert.Single(await HeldAsync(prune)).Value, StringComparison.Ordinal);
        await Eventually.HoldsAsync(async () => (await FiguresAsync(backup)).Changes is not null, "the index has told what is gone");
        var figures = await FiguresAsync(backup);
        Assert.Equal((50, 0), (figures.Changes!.DeletedFiles, figures.Changes.AddedFiles));
        Assert.Contains(new(SignalKind.FilesGone, "50 of 60 files are gone; usually 0."), figures.Signals!);
        await Eventually.HoldsAsync(() => HasAlarmAsync(plan), "the alarm is raised");
        Assert.Equal((JobStatus.Pending, 6), ((await worker.ReadAsync(prune)).Status, (await worker.ArchivesOfAsync(repository)).Count));

        await LookAsync(plan);
        Assert.Equal((JobStatus.Completed, null), await EndOfAsync(prune));
        Assert.Equal(5, (await worker.ArchivesOfAsync(repository)).Count);
        await Eventually.HoldsAsync(async () => !await HasAlarmAsync(plan), "the alarm has cleared");
    }

    private async Task<Guid> PlanThatKeepsFiveAsync(Guid repository, string source)
    {
        var id = await worker.AddChainAsync(repository, ChainPolicy.Stop, source);
        await using var db = worker.NewContext();
        var plan = await db.Plans.SingleAsync(row => row.Id == id);
        plan.Retention = new() { KeepLast = 5 };
        plan.RunCompactAfter = plan.RunCheckAfter = false;
        await db.SaveChangesAsync();
        return id;
    }

    private async Task<Guid> PruneOfAsync(Job backup)
    {
        await using var db = worker.NewContext();
        return (await db.Jobs.SingleAsync(job => job.ChainId == backup.ChainId && job.JobType == JobType.Prune)).Id;
    }

    private async Task<(JobStatus Status, string? Error)> EndOfAsync(Guid job)
    {
        var ended = await worker.WaitForEndAsync(job);
        return (ended.Status, ended.ErrorMessage);
    }

    private async Task<Dictionary<Guid, string>> HeldAsync(Guid prune)
    {
        await using var db = worker.NewContext();
        return await HeldPrunes.AmongAsync(db, [prune], default);
    }

    private async Task<BackupFigures> FiguresAsync(Job backup)
    {
        await using var db = worker.NewContext();
        return await db.BackupFigures.AsNoTracking().SingleAsync(figures => figures.ArchiveId == backup.ArchiveId);
    }

    private async Task<bool> HasAlarmAsync(Guid plan)
    {
        await worker.Get<AlarmEvaluator>().EvaluateAsync(default);
        await using var db = worker.NewContext();
        return await db.Alarms.AnyAsync(alarm => alarm.SubjectId == plan && alarm.Kind == AlarmKind.UnusualBackup && alarm.ClearedAt == null);
    }

    private async Task LookAsync(Guid plan)
    {
        await using var db = worker.NewContext();
        await db.BackupFigures.Where(figures => figures.PlanId == plan).WhereToLookAt()
            .ExecuteUpdateAsync(set => set.SetProperty(figures => figures.LookedAt, DateTimeOffset.UnixEpoch).SetProperty(figures => figures.LookedBy, "anna"));
    }
}
