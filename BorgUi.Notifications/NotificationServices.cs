using BorgUi.Contracts.Notifications;
using BorgUi.Notifications.Senders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BorgUi.Notifications;

/// <summary>A kind of channel that this process has a sender for.</summary>
internal sealed record SentKind(ChannelKind Kind);

/// <summary>Registers what sends messages.</summary>
public static class NotificationServices
{
    /// <summary>The senders, one line for each kind of channel, and what makes them send.</summary>
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<NotificationOptions>, NotificationOptionsValidator>();
        services.AddOptions<NotificationOptions>().BindConfiguration("BorgUi:Notifications").ValidateOnStart();
        services.AddSender<EmailSender>(ChannelKind.Email);
        services.AddSender<SlackSender>(ChannelKind.Slack);
        services.AddSender<DiscordSender>(ChannelKind.Discord);
        services.AddSender<NtfySender>(ChannelKind.Ntfy);
        services.AddSender<WebhookSender>(ChannelKind.Webhook);
        services.AddSender<PingSender>(ChannelKind.Ping);
        services.AddHttpTarget(NotificationHttp.Guarded, TargetGuard.ConnectAsync);
        services.AddHttpTarget(NotificationHttp.Open, connect: null);
        services.AddSingleton<NotificationHttp>();
        services.AddSingleton<NotificationRunner>();
        services.AddHostedService<NotificationSenders>();
        services.AddHostedService<DigestWriter>();
        return services;
    }

    /// <summary>A sender for one more kind of channel.</summary>
    public static IServiceCollection AddSender<T>(this IServiceCollection services, ChannelKind kind)
        where T : class, INotificationSender => services.AddSingleton(new SentKind(kind)).AddKeyedSingleton<INotificationSender, T>(kind);

    // Addresses that people typed in: no service discovery, no redirects to elsewhere, no proxy that would do the looking up in our
    // place, and nothing of them in our own log.
    private static void AddHttpTarget(
        this IServiceCollection services, string name, Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect) => services
        .AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, MaxResponseHeadersLength = 64, ConnectCallback = connect,
        })
        .RemoveAllLoggers();
}
