using BorgUi.Contracts.Alarms;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Notifications;
using BorgUi.Contracts.Settings;
using BorgUi.Core.Alarms;
using BorgUi.Core.Jobs;
using BorgUi.Core.Notifications;
using BorgUi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Tests.Notifications;

/// <summary>What the database puts into the outbox, and who gets it out.</summary>
public sealed class OutboxTests(CoreFixture core) : IClassFixture<CoreFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private NotificationOutbox Outbox => core.Get<NotificationOutbox>();

    public async Task InitializeAsync()
    {
        await using var db = core.NewContext();
        await db.NotificationChannels.ExecuteDeleteAsync();
        await db.Jobs.ExecuteDeleteAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Without_an_enabled_channel_nothing_is_written()
    {
        await AddChannelAsync(enabled: false, events: NotificationEvents.Choosable);

        await core.EnqueuePlanAsync();
        await core.RunAsync(new() { Status = JobStatus.Failed, ErrorMessage = "no" });

        Assert.Empty(await DeliveriesAsync());
    }

    [Fact]
    public async Task A_job_is_told_of_from_its_start_to_its_end_with_what_was_known_then()
    {
        await AddChannelAsync(events: [NotificationEvent.BackupStart, NotificationEvent.BackupSuccess]);
        var jobId = await core.EnqueuePlanAsync();
        await core.RunAsync(new() { Status = JobStatus.Completed, Progress = new() { FilesProcessed = 7, OriginalSizeBytes = 2048, DeduplicatedSizeBytes = 1024 } });
        await using var db = core.NewContext();
        await db.Jobs.Where(job => job.Id == jobId).ExecuteDeleteAsync();

        var start = await TakeAsync();
        await Outbox.DeliveredAsync(start, null, default);
        var end = await TakeAsync();
        await Outbox.DeliveredAsync(end, null, default);

        Assert.Equal((NotificationEvent.BackupStart, jobId), (start.Event, start.SubjectId));
        var facts = Assert.IsType<JobFacts>(end.Facts);
        Assert.Equal((jobId, JobType.Backup, JobStatus.Completed, 7, 2048, 1024), (facts.JobId, facts.JobType, facts.Status, facts.FilesProcessed, facts.OriginalSizeBytes, facts.DeduplicatedSizeBytes));
        Assert.StartsWith("plan ", facts.Plan, StringComparison.Ordinal);
        Assert.StartsWith("repository ", facts.Repository, StringComparison.Ordinal);
        Assert.NotNull(facts.CompletedAt);
        Assert.Null(await ClaimAsync(Lease));
    }

    [Fact]
    public async Task A_failure_says_when_it_is_tried_again()
    {
        await AddChannelAsync(events: [NotificationEvent.BackupFailure]);
        await core.EnqueuePlanAsync(retries: 1);

        await core.RunAsync(new() { Status = JobStatus.Failed, ErrorMessage = "The network went away.", RetryMayHelp = true });

        var facts = Assert.IsType<JobFacts>((await TakeAsync()).Facts);
        Assert.Equal(("The network went away.", true), (facts.ErrorMessage, facts.RetryAt > facts.CompletedAt));
    }

    [Fact]
    public async Task A_failure_that_two_events_speak_of_is_told_once_and_one_that_only_the_schedule_has_too()
    {
        await AddChannelAsync(events: [NotificationEvent.BackupFailure, NotificationEvent.ScheduleFailure]);
        await AddChannelAsync(events: [NotificationEvent.ScheduleFailure]);
        await core.EnqueuePlanAsync();
        await using (var db = core.NewContext())
        {
            var repository = await core.AddRepositoryAsync();
            var schedule = new BorgUi.Core.Schedules.ScheduledJob
            {
                Name = $"nightly {Guid.NewGuid()}", Operation = Contracts.Schedules.ScheduledOperation.Check, RepositoryId = repository, CronExpression = "0 3 * * *",
                TimeZone = "UTC", Enabled = false, CatchUp = Contracts.Schedules.CatchUp.Once, JitterSeconds = 0, Blackouts = [], CountsFrom = DateTimeOffset.UnixEpoch, CreatedAt = DateTimeOffset.UnixEpoch,
            };
            db.ScheduledJobs.Add(schedule);
            await db.SaveChangesAsync();
            await db.Jobs.ExecuteUpdateAsync(set => set.SetProperty(job => job.ScheduledJobId, schedule.Id));
        }

        await core.RunAsync(new() { Status = JobStatus.Failed, ErrorMessage = "no" });

        Assert.Equal([NotificationEvent.BackupFailure, NotificationEvent.ScheduleFailure], (await DeliveriesAsync()).Select(delivery => delivery.Event).Order());
        Assert.StartsWith("nightly ", Assert.IsType<JobFacts>((await TakeAsync()).Facts).Schedule, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_alarm_is_told_when_it_is_raised_and_when_it_is_over_to_those_of_its_plan()
    {
        var plan = Guid.NewGuid();
        var concerned = await AddChannelAsync(events: [NotificationEvent.Overdue], plans: [plan]);
        await AddChannelAsync(events: [NotificationEvent.Overdue], plans: [Guid.NewGuid()]);
        await using var db = core.NewContext();
        await db.Alarms.ExecuteDeleteAsync();
        var alarm = new Alarm
        {
            Kind = AlarmKind.Overdue, SubjectType = AlarmSubject.Plan, SubjectId = plan, Title = "documents is overdue", Detail = "Its newest backup is 3 days old.",
            RaisedAt = DateTimeOffset.UnixEpoch, LastSeenAt = DateTimeOffset.UnixEpoch,
        };
        db.Alarms.Add(alarm);
        await db.SaveChangesAsync();
        alarm.LastSeenAt = DateTimeOffset.UnixEpoch.AddHours(1);
        await db.SaveChangesAsync();
        alarm.ClearedAt = DateTimeOffset.UnixEpoch.AddHours(2);
        await db.SaveChangesAsync();

        var raised = await TakeAsync();
        await Outbox.DeliveredAsync(raised, null, default);
        var cleared = await TakeAsync();

        Assert.Equal((concerned, alarm.Id, concerned), (raised.ChannelId, raised.SubjectId, cleared.ChannelId));
        Assert.Equal(("documents is overdue", null), (((AlarmFacts)raised.Facts).Title, ((AlarmFacts)raised.Facts).ClearedAt));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddHours(2), ((AlarmFacts)cleared.Facts).ClearedAt);
        Assert.Equal(2, (await DeliveriesAsync()).Count);
    }

    [Fact]
    public async Task A_channel_of_one_plan_hears_of_no_other()
    {
        await AddChannelAsync(plans: [Guid.NewGuid()], events: [NotificationEvent.BackupFailure]);
        await core.EnqueuePlanAsync();

        await core.RunAsync(new() { Status = JobStatus.Failed });

        Assert.Empty(await DeliveriesAsync());
    }

    [Fact]
    public async Task Of_a_channel_one_message_is_under_way_and_another_channel_goes_on()
    {
        var (first, second) = (await AddChannelAsync(), await AddChannelAsync());
        await FailBackupsAsync(3);

        var claims = (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ClaimAsync(Lease))))).OfType<ClaimedDelivery>().ToList();
        while (await ClaimAsync(Lease) is { } more)
        {
            claims.Add(more);
        }

        Assert.Equal(new[] { first, second }.Order(), claims.Select(claim => claim.ChannelId).Order());
        Assert.True(await Outbox.DeliveredAsync(claims[0], "ok", default));
        Assert.Equal(claims[0].ChannelId, (await TakeAsync()).ChannelId);
    }

    [Fact]
    public async Task What_a_dead_sender_held_is_taken_again_as_a_repeat_and_it_writes_nothing_any_more()
    {
        await AddChannelAsync();
        await FailBackupsAsync(1);
        var dead = (await ClaimAsync(TimeSpan.Zero))!;

        var repeat = await TakeAsync();

        Assert.Equal((dead.Id, 2, true, false), (repeat.Id, repeat.Attempt, repeat.IsRepeat, dead.IsRepeat));
        Assert.False(await Outbox.DeliveredAsync(dead, "late", default));
        Assert.True(await Outbox.DeliveredAsync(repeat, "ok", default));
        var stored = Assert.Single(await DeliveriesAsync());
        Assert.Equal((DeliveryState.Delivered, "ok", true), (stored.State, stored.Answer, stored.MayHaveArrived));
    }

    [Fact]
    public async Task A_failed_attempt_waits_and_a_held_message_was_none()
    {
        await AddChannelAsync();
        await FailBackupsAsync(1);
        var claim = await TakeAsync();

        await Outbox.HoldAsync(claim, claim.Now.AddSeconds(-1), default);
        var again = await TakeAsync();
        await Outbox.PostponeAsync(again, TimeSpan.FromHours(1), "The target answered 500.", "no", mayHaveArrived: false, default);

        Assert.Equal((1, false), (again.Attempt, again.IsRepeat));
        Assert.Null(await ClaimAsync(Lease));
        var stored = Assert.Single(await DeliveriesAsync());
        Assert.Equal((DeliveryState.Pending, 1, "The target answered 500."), (stored.State, stored.Attempts, stored.LastError));
        Assert.True(await Outbox.RetryAsync(stored.Id, default));
        Assert.Equal(2, (await TakeAsync()).Attempt);
    }

    [Fact]
    public async Task A_start_is_overtaken_by_its_end_but_not_by_another_jobs()
    {
        await AddChannelAsync(events: [NotificationEvent.BackupStart, NotificationEvent.BackupFailure]);
        await core.EnqueuePlanAsync();
        var claim = await core.ClaimOneAsync();
        var start = await TakeAsync();
        await Outbox.PostponeAsync(start, TimeSpan.Zero, "no", null, mayHaveArrived: false, default);
        Assert.False(start.IsOvertaken);

        await core.Get<JobLedger>().FinishAsync(claim, new() { Status = JobStatus.Failed }, claim.Sequence, default);

        Assert.True((await TakeAsync()).IsOvertaken);
    }

    [Fact]
    public async Task A_channel_that_follows_the_settings_changes_with_them()
    {
        await using var db = core.NewContext();
        await AddChannelAsync(events: NotificationEvents.WantedBy(new()), follows: true);
        await AddChannelAsync(events: [NotificationEvent.Overdue]);

        await StoredSettings.SaveAsync(db, new() { Notifications = new() { NotifyOnBackupSuccess = true, NotifyOnBackupFailure = false } }, default);
        var events = await db.NotificationChannels.AsNoTracking().Where(channel => channel.FollowsSettings).Select(channel => channel.Events).SingleAsync();
        await StoredSettings.ResetAsync(db, default);

        Assert.Contains(NotificationEvent.BackupSuccess, events);
        Assert.DoesNotContain(NotificationEvent.BackupFailure, events);
        Assert.Equal(NotificationEvents.WantedBy(NotificationSettings.Defaults), await db.NotificationChannels.AsNoTracking().Where(channel => channel.FollowsSettings).Select(channel => channel.Events).SingleAsync());
        Assert.Equal([NotificationEvent.Overdue], await db.NotificationChannels.AsNoTracking().Where(channel => !channel.FollowsSettings).Select(channel => channel.Events).SingleAsync());
    }

    [Fact]
    public async Task A_report_is_written_once_when_it_is_due_and_counts_what_ended_since_the_last()
    {
        var channel = await AddChannelAsync(events: [], digest: DigestPeriod.Daily);
        await core.EnqueuePlanAsync();
        await core.RunAsync(new() { Status = JobStatus.CompletedWithWarnings, Progress = new() { DeduplicatedSizeBytes = 512 } });
        await core.EnqueuePlanAsync();
        await core.RunAsync(new() { Status = JobStatus.Failed });
        var now = TimeProvider.System.GetUtcNow();
        await using var db = core.NewContext();
        await db.Jobs.ExecuteUpdateAsync(set => set.SetProperty(job => job.CompletedAt, job => job.CompletedAt!.Value.AddDays(-2)).SetProperty(job => job.CreatedAt, now.AddDays(-2)));
        await db.NotificationChannels.Where(row => row.Id == channel).ExecuteUpdateAsync(set => set.SetProperty(row => row.DigestedUntil, now.AddDays(-3.5)));

        var written = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => core.Get<Digests>().WriteDueAsync(default))));

        Assert.Equal(1, written.Sum());
        var facts = Assert.IsType<DigestFacts>((await TakeAsync()).Facts);
        Assert.Equal((1, 1, 512), (facts.Plans.Sum(plan => plan.Warned), facts.Plans.Sum(plan => plan.Failed), facts.Plans.Sum(plan => plan.NewBytes)));
        Assert.Equal(0, await core.Get<Digests>().WriteDueAsync(default));
    }

    [Fact]
    public async Task Who_comes_second_takes_what_has_waited_and_nobody_takes_what_he_cannot_send()
    {
        await AddChannelAsync();
        await FailBackupsAsync(1);

        Assert.Null(await Outbox.ClaimAsync(Lease, takeAfter: TimeSpan.FromHours(1), Enum.GetValues<ChannelKind>(), default));
        Assert.Null(await Outbox.ClaimAsync(Lease, TimeSpan.Zero, [ChannelKind.Apprise], default));
        await using var db = core.NewContext();
        await db.Database.ExecuteSqlAsync($"UPDATE notification_deliveries SET next_attempt_at = now() - interval '2 hours'");
        Assert.NotNull(await Outbox.ClaimAsync(lease: TimeSpan.Zero, takeAfter: TimeSpan.FromHours(1), Enum.GetValues<ChannelKind>(), default));
        Assert.Null(await Outbox.ClaimAsync(Lease, takeAfter: TimeSpan.FromHours(1), Enum.GetValues<ChannelKind>(), default));
    }

    private Task<ClaimedDelivery?> ClaimAsync(TimeSpan lease) => Outbox.ClaimAsync(lease, TimeSpan.Zero, Enum.GetValues<ChannelKind>(), default);

    private async Task<ClaimedDelivery> TakeAsync()
    {
        var claim = await ClaimAsync(Lease);
        Assert.NotNull(claim);
        return claim;
    }

    private async Task FailBackupsAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await core.EnqueuePlanAsync();
            await core.RunAsync(new() { Status = JobStatus.Failed });
        }
    }

    private async Task<List<NotificationDelivery>> DeliveriesAsync()
    {
        await using var db = core.NewContext();
        return await db.NotificationDeliveries.AsNoTracking().OrderBy(delivery => delivery.CreatedAt).ToListAsync();
    }

    private async Task<Guid> AddChannelAsync(
        bool enabled = true, bool follows = false, IReadOnlyList<NotificationEvent>? events = null, List<Guid>? plans = null, DigestPeriod digest = DigestPeriod.None)
    {
        await using var db = core.NewContext();
        var channel = new NotificationChannel
        {
            Name = $"channel {Guid.NewGuid()}", Kind = ChannelKind.Slack, Enabled = enabled, FollowsSettings = follows, Events = [.. events ?? [NotificationEvent.BackupFailure]], PlanIds = plans,
            Digest = digest, DigestedUntil = DateTimeOffset.UnixEpoch, CreatedAt = DateTimeOffset.UnixEpoch,
        };
        db.NotificationChannels.Add(channel);
        await db.SaveChangesAsync();
        return channel.Id;
    }
}
