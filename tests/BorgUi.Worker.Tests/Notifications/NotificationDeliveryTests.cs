using System.Text.Json;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Notifications;
using BorgUi.Core.Jobs;
using BorgUi.Core.Notifications;
using BorgUi.Core.Secrets;
using BorgUi.Core.Settings;
using BorgUi.Testing;
using BorgUi.Testing.Sinks;
using BorgUi.Worker.Tests.Jobs;
using BorgUi.Worker.Tests.Trouble;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Notifications;

/// <summary>From the change of a job to the target, by whole workers: nothing is lost, and what may be there twice says so.</summary>
public sealed class NotificationDeliveryTests : IAsyncLifetime
{
    private const string Password = "a-password-that-nobody-may-see";

    private readonly WorkerFixture _fixture = new();

    public async Task InitializeAsync()
    {
        await _fixture.InitializeAsync();
        await using var db = _fixture.NewContext();
        await StoredSettings.SaveAsync(db, new() { Notifications = new() { AllowLocalTargets = true } }, default);
    }

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Of_five_hundred_messages_to_targets_that_refuse_three_in_ten_none_is_lost()
    {
        await using var http = await HttpSink.StartAsync((context, number) =>
        {
            context.Response.StatusCode = Refuses(number) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
            return Task.CompletedTask;
        });
        await using var smtp = new SmtpSink(Refuses);
        await AddChannelAsync(ChannelKind.Webhook, new() { Webhook = new() { Url = http.Address } }, secret: null);
        await AddChannelAsync(ChannelKind.Email, new() { Email = new() { Host = "127.0.0.1", Port = smtp.Port, Security = MailSecurity.None, Username = "me", From = "a@example.org", To = ["b@example.org"] } }, Password);
        var jobs = await FailJobsAsync(250);

        StartWorker();
        StartWorker();

        await Eventually.HoldsAsync(async () => (await DeliveriesAsync()).TrueForAll(delivery => delivery.State == DeliveryState.Delivered));
        Assert.Equal(500, (await DeliveriesAsync()).Count);
        Assert.Equal(jobs.Order(), http.Taken.Select(request => JsonDocument.Parse(request.Body).RootElement.GetProperty("facts").GetProperty("job_id").GetGuid()).Order());
        Assert.Equal(250, smtp.Taken.Count);
        Assert.DoesNotContain(await DeliveriesAsync(), delivery => delivery.MayHaveArrived || $"{delivery.Facts}{delivery.LastError}{delivery.Answer}".Contains(Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Killed_between_sending_and_recording_the_message_arrives_at_most_twice_and_the_second_says_so()
    {
        var answering = new TaskCompletionSource();
        await using var http = await HttpSink.StartAsync((_, number) => number == 1 ? answering.Task : Task.CompletedTask);
        await AddChannelAsync(ChannelKind.Webhook, new() { Webhook = new() { Url = http.Address } }, secret: null);
        await FailJobsAsync(1);
        await using var victim = await WorkerProcess.StartAsync(_fixture);
        await Eventually.HoldsAsync(() => http.Seen.Count == 1);

        await victim.KillAsync();

        answering.SetResult();
        await using (var db = _fixture.NewContext())
        {
            // Instead of waiting for its lease to end.
            await db.NotificationDeliveries.ExecuteUpdateAsync(set => set.SetProperty(delivery => delivery.LeaseExpiresAt, DateTimeOffset.UnixEpoch));
        }

        StartWorker();
        await Eventually.HoldsAsync(async () => (await DeliveriesAsync()).TrueForAll(delivery => delivery.State == DeliveryState.Delivered));
        var (first, second) = (http.Seen.First(), http.Seen.Last());
        Assert.Equal(2, http.Seen.Count);
        Assert.Equal(first.Header("Idempotency-Key"), second.Header("Idempotency-Key"));
        Assert.Equal((null, "true"), (first.Header("X-BorgUi-Repeat"), second.Header("X-BorgUi-Repeat")));
        Assert.Contains("may be a repeat", second.Body, StringComparison.Ordinal);
        var stored = Assert.Single(await DeliveriesAsync());
        Assert.Equal((2, true), (stored.Attempts, stored.MayHaveArrived));
    }

    [Fact]
    public async Task A_message_is_given_up_after_its_time_and_says_so_and_one_of_the_quiet_hours_is_held()
    {
        await using var http = await HttpSink.StartAsync((context, _) =>
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        });
        await AddChannelAsync(ChannelKind.Slack, new(), http.Address);
        // All day but for the minute that has just passed.
        var past = TimeOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddMinutes(-2);
        await AddChannelAsync(ChannelKind.Discord, new(), http.Address, new(past.AddMinutes(1), past, FailuresPass: false));
        await FailJobsAsync(1);

        StartWorker(("BorgUi:Notifications:GiveUpAfter", "00:00:01"));

        await Eventually.HoldsAsync(async () => (await DeliveriesAsync()).TrueForAll(delivery => delivery.State is DeliveryState.Failed or DeliveryState.Held));
        var deliveries = await DeliveriesAsync();
        Assert.Matches("^The target answered 500. Given up after [0-9]+ attempts in 0 minutes.$", deliveries.Single(delivery => delivery.State == DeliveryState.Failed).LastError!);
        var held = deliveries.Single(delivery => delivery.State == DeliveryState.Held);
        Assert.Equal((0, null), (held.Attempts, held.FirstAttemptAt));
        Assert.True(held.NextAttemptAt > TimeProvider.System.GetUtcNow());
    }

    private static bool Refuses(int number) => number % 10 is 1 or 4 or 8;

    private void StartWorker(params (string Key, string Value)[] settings) => _fixture.StartWorker([
        ("BorgUi:Notifications:PollEvery", "00:00:00.05"), ("BorgUi:Notifications:RetryAfter", "00:00:00.02"), ("BorgUi:Notifications:RetryAtLeastEvery", "00:00:00.2"), .. settings]);

    private async Task AddChannelAsync(ChannelKind kind, ChannelTarget target, string? secret, QuietTime? quiet = null)
    {
        await using var db = _fixture.NewContext();
        var id = Guid.CreateVersion7();
        db.NotificationChannels.Add(new()
        {
            Id = id, Name = $"channel {id}", Kind = kind, Enabled = true, Target = target, Events = [NotificationEvent.BackupFailure], Quiet = quiet,
            SealedSecret = secret is null ? null : new SecretBox(WorkerFixture.SecretKey).Seal(secret, NotificationChannel.SecretPurpose(id)),
            DigestedUntil = DateTimeOffset.UnixEpoch, CreatedAt = DateTimeOffset.UnixEpoch,
        });
        await db.SaveChangesAsync();
    }

    /// <summary>Backups that have failed; no worker takes them.</summary>
    private async Task<List<Guid>> FailJobsAsync(int count)
    {
        var repository = await _fixture.AddRepositoryAsync(site: "nowhere");
        await using var db = _fixture.NewContext();
        List<Guid> ids = [];
        for (var i = 0; i < count; i++)
        {
            var details = new BackupDetails { Sources = [$"/srv/{i}"], ExcludePatterns = [], Compression = "lz4", ArchiveNameTemplate = "{utcnow}" };
            var job = BackupJob.Of(null, repository, "nowhere", details, DateTimeOffset.UnixEpoch);
            db.Jobs.Add(job);
            await db.SaveChangesAsync();
            ids.Add(job.Id);
            var claim = await _fixture.Get<JobQueue>().ClaimAsync(new(Guid.NewGuid(), "test/1", ["nowhere"], [JobType.Backup], TimeSpan.FromMinutes(1)), default);
            await _fixture.Get<JobLedger>().FinishAsync(claim!, new() { Status = JobStatus.Failed, ErrorMessage = "The disk is full." }, claim!.Sequence, default);
        }

        return ids;
    }

    private async Task<List<NotificationDelivery>> DeliveriesAsync()
    {
        await using var db = _fixture.NewContext();
        return await db.NotificationDeliveries.AsNoTracking().ToListAsync();
    }
}
