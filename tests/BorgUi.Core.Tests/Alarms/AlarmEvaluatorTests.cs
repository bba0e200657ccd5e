using BorgUi.Contracts.Alarms;
using BorgUi.Contracts.Proofs;
using BorgUi.Contracts.Repositories;
using BorgUi.Contracts.Settings;
using BorgUi.Core.Alarms;
using BorgUi.Core.Plans;
using BorgUi.Core.Schedules;
using BorgUi.Core.Settings;
using BorgUi.Core.Workers;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Tests.Alarms;

public sealed class AlarmEvaluatorTests(CoreFixture core) : IClassFixture<CoreFixture>
{
    private static readonly TimeSpan Long = TimeSpan.FromDays(1);

    private AlarmEvaluator Evaluator => core.Get<AlarmEvaluator>();

    [Fact]
    public async Task However_many_look_at_once_a_condition_is_one_alarm()
    {
        var worker = await AddWorkerAsync(silentFor: Long);

        var changes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Evaluator.EvaluateAsync(default))));
        var again = await Evaluator.EvaluateAsync(default);

        var raised = Assert.Single(changes.SelectMany(change => change.Raised), alarm => alarm.SubjectId == worker);
        Assert.DoesNotContain(again.Raised, alarm => alarm.SubjectId == worker);
        var alarm = Assert.Single(await AlarmsAsync(worker));
        Assert.Equal((raised.Id, AlarmKind.WorkerLost, AlarmSubject.Worker, null), (alarm.Id, alarm.Kind, alarm.SubjectType, alarm.ClearedAt));
        Assert.True(alarm.LastSeenAt > alarm.RaisedAt);
    }

    [Fact]
    public async Task An_alarm_clears_by_itself_and_is_a_new_one_when_the_condition_comes_back()
    {
        var worker = await AddWorkerAsync(silentFor: Long);
        await Evaluator.EvaluateAsync(default);

        await HeardOfAsync(worker, ago: TimeSpan.Zero);
        var over = await Evaluator.EvaluateAsync(default);
        await HeardOfAsync(worker, ago: Long);
        var back = await Evaluator.EvaluateAsync(default);

        Assert.NotEqual(Assert.Single(over.Cleared, alarm => alarm.SubjectId == worker).Id, Assert.Single(back.Raised, alarm => alarm.SubjectId == worker).Id);
        Assert.Equal([false, true], (await AlarmsAsync(worker)).Select(alarm => alarm.ClearedAt is null));
    }

    [Fact]
    public async Task A_worker_that_signed_off_or_was_started_anew_is_not_missed()
    {
        var signedOff = await AddWorkerAsync(silentFor: Long);
        var replaced = await AddWorkerAsync(silentFor: Long, host: "host-a", site: "attic");
        var elsewhere = await AddWorkerAsync(silentFor: Long, host: "host-b", site: "attic");
        await AddWorkerAsync(silentFor: TimeSpan.Zero, host: "host-a", site: "attic");
        await using (var db = core.NewContext())
        {
            await db.Workers.Where(worker => worker.Id == signedOff).ExecuteDeleteAsync();
        }

        await Evaluator.EvaluateAsync(default);

        Assert.Empty(await AlarmsAsync(signedOff));
        Assert.Empty(await AlarmsAsync(replaced));
        Assert.Contains("Other workers serve its sites.", Assert.Single(await AlarmsAsync(elsewhere)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_was_never_attempted_is_overdue_unless_an_absence_lasts()
    {
        var plan = (await core.ReadAsync(await core.EnqueuePlanAsync())).PlanId!.Value;
        await ChangePlanAsync(plan, every: Long, absentUntil: null);
        await Evaluator.EvaluateAsync(default);
        var raised = Assert.Single(await AlarmsAsync(plan));
        Assert.Equal((AlarmKind.Overdue, null), (raised.Kind, raised.ClearedAt));
        Assert.StartsWith("It was never backed up.", raised.Detail, StringComparison.Ordinal);

        await ChangePlanAsync(plan, every: Long, absentUntil: await NowAsync() + Long);
        await Evaluator.EvaluateAsync(default);
        Assert.NotNull(Assert.Single(await AlarmsAsync(plan)).ClearedAt);

        await ChangePlanAsync(plan, every: Long, absentUntil: await NowAsync() - (3 * Long));
        await Evaluator.EvaluateAsync(default);
        Assert.Equal(2, (await AlarmsAsync(plan)).Count);
    }

    [Fact]
    public async Task A_repository_with_little_space_is_nearly_full_until_there_is_more_or_nobody_wants_to_know()
    {
        var repository = await core.AddRepositoryAsync();
        Assert.Null(await ActiveAsync(repository, AlarmKind.RepositoryNearlyFull));

        await MeasureAsync(repository, free: 9, total: 100);
        Assert.Contains("had 9 GiB of 100 GiB left", (await ActiveAsync(repository, AlarmKind.RepositoryNearlyFull))!.Detail, StringComparison.Ordinal);
        await MeasureAsync(repository, free: 10, total: 100);
        Assert.Null(await ActiveAsync(repository, AlarmKind.RepositoryNearlyFull));

        await MeasureAsync(repository, free: 9, total: 100);
        await SaveAsync(AlarmSettings.Defaults with { FreePercent = null });
        Assert.Null(await ActiveAsync(repository, AlarmKind.RepositoryNearlyFull));
        await SaveAsync(AlarmSettings.Defaults);
    }

    [Fact]
    public async Task A_repository_is_to_be_checked_when_its_last_check_or_its_beginning_is_too_long_ago()
    {
        var repository = await core.AddRepositoryAsync();
        Assert.Null(await ActiveAsync(repository, AlarmKind.CheckOverdue));
        await ChangeRepositoryAsync(repository, checkedAt: null);
        Assert.Contains("never checked", (await ActiveAsync(repository, AlarmKind.CheckOverdue))!.Detail, StringComparison.Ordinal);

        await ChangeRepositoryAsync(repository, checkedAt: await NowAsync() - (89 * Long));
        Assert.Null(await ActiveAsync(repository, AlarmKind.CheckOverdue));
        await ChangeRepositoryAsync(repository, checkedAt: await NowAsync() - (91 * Long));
        Assert.NotNull(await ActiveAsync(repository, AlarmKind.CheckOverdue));

        await SaveAsync(AlarmSettings.Defaults with { CheckDays = null });
        Assert.Null(await ActiveAsync(repository, AlarmKind.CheckOverdue));
        await SaveAsync(AlarmSettings.Defaults);
    }

    [Fact]
    public async Task A_restore_drill_that_failed_is_an_alarm_until_one_of_the_same_repository_goes_well()
    {
        var plan = await core.AddPlanAsync(copies: 1);
        var copy = Assert.Single(plan.Copies).RepositoryId;
        await DrilledAsync(plan, copy, isGood: false);
        Assert.Contains("3 files were lost", (await ActiveAsync(plan.Id, AlarmKind.DrillFailed))!.Detail, StringComparison.Ordinal);

        await DrilledAsync(plan, plan.RepositoryId, isGood: true);
        Assert.NotNull(await ActiveAsync(plan.Id, AlarmKind.DrillFailed));

        await DrilledAsync(plan, copy, isGood: true);
        Assert.Null(await ActiveAsync(plan.Id, AlarmKind.DrillFailed));
    }

    private async Task DrilledAsync(BackupPlan plan, Guid repositoryId, bool isGood)
    {
        await using var db = core.NewContext();
        db.Proofs.Add(new() { Kind = ProofKind.RestoreDrill, PlanId = plan.Id, RepositoryId = repositoryId, At = await NowAsync(), IsGood = isGood, Detail = "3 files were lost." });
        await db.SaveChangesAsync();
    }

    private async Task<Guid> AddWorkerAsync(TimeSpan silentFor, string? host = null, string site = "default")
    {
        var heard = await NowAsync() - silentFor;
        var worker = new WorkerNode
        {
            Name = "host/1", HostId = host ?? Guid.NewGuid().ToString(), ProcessId = 1, Sites = [site], Slots = 2, StartedAt = heard, HeartbeatAt = heard,
        };
        await using var db = core.NewContext();
        db.Workers.Add(worker);
        await db.SaveChangesAsync();
        return worker.Id;
    }

    private async Task HeardOfAsync(Guid workerId, TimeSpan ago)
    {
        var at = await NowAsync() - ago;
        await using var db = core.NewContext();
        await db.Workers.Where(worker => worker.Id == workerId).ExecuteUpdateAsync(row => row.SetProperty(worker => worker.HeartbeatAt, at));
    }

    private async Task ChangePlanAsync(Guid planId, TimeSpan? every, DateTimeOffset? absentUntil)
    {
        await using var db = core.NewContext();
        await db.Plans.Where(plan => plan.Id == planId)
            .ExecuteUpdateAsync(row => row.SetProperty(plan => plan.ExpectedEvery, every).SetProperty(plan => plan.AbsentUntil, absentUntil));
    }

    private async Task MeasureAsync(Guid repositoryId, long free, long total)
    {
        var at = await NowAsync();
        await using var db = core.NewContext();
        await db.Repositories.Where(row => row.Id == repositoryId).ExecuteUpdateAsync(row => row
            .SetProperty(it => it.FreeBytes, free << 30).SetProperty(it => it.TotalBytes, total << 30).SetProperty(it => it.SpaceMeasuredAt, at));
    }

    private async Task ChangeRepositoryAsync(Guid repositoryId, DateTimeOffset? checkedAt)
    {
        await using var db = core.NewContext();
        await db.Repositories.Where(row => row.Id == repositoryId)
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.State, RepositoryState.Ready).SetProperty(it => it.LastCheckAt, checkedAt));
    }

    private async Task SaveAsync(AlarmSettings settings)
    {
        await using var db = core.NewContext();
        await StoredSettings.SaveAsync(db, new() { Alarms = settings }, default);
    }

    /// <summary>Looks, and answers the alarm if there is one.</summary>
    private async Task<Alarm?> ActiveAsync(Guid subjectId, AlarmKind kind)
    {
        await Evaluator.EvaluateAsync(default);
        return (await AlarmsAsync(subjectId)).SingleOrDefault(alarm => alarm.Kind == kind && alarm.ClearedAt is null);
    }

    private async Task<List<Alarm>> AlarmsAsync(Guid subjectId)
    {
        await using var db = core.NewContext();
        return await db.Alarms.Where(alarm => alarm.SubjectId == subjectId).OrderBy(alarm => alarm.RaisedAt).ToListAsync();
    }

    private async Task<DateTimeOffset> NowAsync()
    {
        await using var db = core.NewContext();
        return await DueTimes.NowAsync(db, default);
    }
}
