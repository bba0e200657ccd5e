using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Notifications;
using BorgUi.Core.Notifications;
using BorgUi.Testing;
using BorgUi.Notifications;
using BorgUi.Worker.Notifications;
using BorgUi.Worker.Workers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BorgUi.Worker.Tests.Notifications;

/// <summary>The senders as a worker has them, without a worker.</summary>
internal sealed class SenderHost : IAsyncDisposable
{
    public static readonly JobFacts Failure = new()
    {
        JobId = Guid.CreateVersion7(), JobType = JobType.Backup, Status = JobStatus.Failed, Attempt = 1, Plan = "<documents> & @everyone", Repository = "nas", ErrorMessage = "The disk is full.",
    };

    private readonly TemporaryFolder _folder = TemporaryFolder.Create("senders");
    private readonly ServiceProvider _services;

    public SenderHost(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)).Build();
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(Options.Create(new WorkerOptions { DataPath = _folder.Path }))
            .AddSingleton<WorkerIdentity>()
            .AddLogging()
            .AddNotifications()
            .AddSender<AppriseSender>(ChannelKind.Apprise)
            .BuildServiceProvider();
    }

    public string Folder => _folder.Path;

    public static NotificationMessage Message(NotificationFacts? facts = null, NotificationEvent happened = NotificationEvent.BackupFailure, bool isRepeat = false) => NotificationMessage.Of(
        new(Guid.CreateVersion7(), Guid.NewGuid(), Guid.NewGuid(), happened, null, facts ?? Failure, 1, DateTimeOffset.UnixEpoch, isRepeat, IsOvertaken: false, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch),
        "https://backup.example.org");

    public Task<SendResult> SendAsync(ChannelKind kind, ChannelTarget? target = null, string? secret = null, bool allowLocal = true, NotificationMessage? message = null) =>
        _services.GetRequiredKeyedService<INotificationSender>(kind).SendAsync(new(target ?? new(), secret, allowLocal, message ?? Message()), default);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Dispose();
    }
}
