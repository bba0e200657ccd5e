using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using BorgUi.Core.Notifications;

namespace BorgUi.Notifications.Senders;

/// <summary>A topic of ntfy; a token, where it is protected, is the channel's secret.</summary>
internal sealed class NtfySender(NotificationHttp http) : INotificationSender
{
    // ntfy makes a file of what is longer.
    private const int LongestText = 3500;

    public async Task<SendResult> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        var target = request.Target.Ntfy!;
        using var call = JsonCall.Post(target.Server!, Body(target.Topic!, request.Message));
        call.Headers.Authorization = request.Secret is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;
        return await http.SendAsync(request, call, cancellationToken);
    }

    internal static JsonNode Body(string topic, NotificationMessage message)
    {
        var body = new JsonObject
        {
            ["topic"] = topic,
            ["title"] = message.Title,
            ["message"] = JsonCall.Limited(message.Text, LongestText),
            // 3 is the usual one; above it the phone makes itself heard.
            ["priority"] = message.Severity switch { Severity.Failure => 4, Severity.Warning => 3, _ => 2 },
            ["tags"] = new JsonArray(message.Severity switch { Severity.Failure => "rotating_light", Severity.Warning => "warning", Severity.Success => "white_check_mark", _ => "information_source" }),
        };
        if (message.Link is { } link)
        {
            body["click"] = link.ToString();
        }

        return body;
    }
}
