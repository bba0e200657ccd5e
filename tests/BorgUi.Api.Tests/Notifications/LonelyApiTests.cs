using BorgUi.Contracts.Access;
using BorgUi.Contracts.Notifications;
using BorgUi.Core.Alarms;
using BorgUi.Core.Settings;
using BorgUi.Core.Workers;
using BorgUi.Testing;
using BorgUi.Testing.Sinks;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.Api.Tests.Notifications;

/// <summary>No worker runs: who is to tell that the last one is lost?</summary>
public sealed class LonelyApiTests : IAsyncLifetime
{
    private readonly ApiApplication _api = new() { Settings = { ["BorgUi:Notifications:TakeAfter"] = "00:00:00" } };

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task That_the_last_worker_is_lost_is_told_by_the_api()
    {
        await using var sink = await HttpSink.StartAsync();
        await _api.InDatabaseAsync(db => StoredSettings.SaveAsync(db, new() { Notifications = new() { AllowLocalTargets = true } }, default));
        using var made = await (await _api.AsAsync(Roles.Admin)).PostJsonAsync("/api/notifications/channels", new SaveChannelRequest
        {
            Name = "hook", Kind = ChannelKind.Webhook, Webhook = new() { Url = sink.Address }, Events = [NotificationEvent.WorkerLost],
        });
        made.EnsureSuccessStatusCode();

        await _api.InDatabaseAsync(async db =>
        {
            db.Workers.Add(new() { Name = "attic", HostId = "gone", ProcessId = 1, Sites = ["default"], Slots = 1, StartedAt = DateTimeOffset.UnixEpoch, HeartbeatAt = DateTimeOffset.UnixEpoch });
            await db.SaveChangesAsync();
        });
        await _api.Services.GetRequiredService<AlarmEvaluator>().EvaluateAsync(default);

        await Eventually.HoldsAsync(() => !sink.Taken.IsEmpty);
        Assert.Contains("The worker attic is lost", Assert.Single(sink.Taken).Body, StringComparison.Ordinal);
    }
}
