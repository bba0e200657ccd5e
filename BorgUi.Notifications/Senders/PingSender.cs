using System.Text;
using BorgUi.Contracts.Notifications;
using BorgUi.Core.Notifications;

namespace BorgUi.Notifications.Senders;

/// <summary>
/// The check of a monitor that speaks like healthchecks.io, whose address is the channel's secret: <c>/start</c>, the address itself
/// for success, <c>/fail</c>, and <c>/log</c> for what says nothing about the check.
/// </summary>
internal sealed class PingSender(NotificationHttp http) : INotificationSender
{
    public async Task<SendResult> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        using var call = new HttpRequestMessage(HttpMethod.Post, AddressOf(request.Secret!, request.Message))
        {
            Content = new StringContent($"{request.Message.Title}\n{request.Message.TextWithLink}", Encoding.UTF8, "text/plain"),
        };
        return await http.SendAsync(request, call, cancellationToken);
    }

    internal static Uri AddressOf(string check, NotificationMessage message)
    {
        var address = new UriBuilder(check);
        address.Path = address.Path.TrimEnd('/') + message switch
        {
            { Event: NotificationEvent.Test or NotificationEvent.Digest } => "/log",
            { Severity: Severity.Failure } => "/fail",
            _ when message.Event.IsStart() => "/start",
            _ => "",
        };
        // By the run id a start finds its end.
        address.Query = message.Facts is JobFacts job ? $"{address.Query.TrimStart('?')}&rid={job.JobId}".TrimStart('&') : address.Query;
        return address.Uri;
    }
}
