using System.Text.Json.Nodes;
using BorgUi.Core.Notifications;

namespace BorgUi.Notifications.Senders;

/// <summary>An incoming webhook of Slack, or of what speaks like it; its address is the channel's secret.</summary>
internal sealed class SlackSender(NotificationHttp http) : INotificationSender
{
    private const int LongestText = 3000;

    public async Task<SendResult> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        using var call = JsonCall.Post(request.Secret!, Body(request.Message));
        return await http.SendAsync(request, call, cancellationToken);
    }

    internal static JsonNode Body(NotificationMessage message)
    {
        var attachment = new JsonObject { ["color"] = Colour(message.Severity), ["text"] = Escape(JsonCall.Limited(message.Text, LongestText)), ["fallback"] = Escape(message.Title) };
        if (message.Link is { } link)
        {
            attachment["title"] = "Open in BorgUi";
            attachment["title_link"] = link.ToString();
        }

        return new JsonObject { ["text"] = $"*{Escape(message.Title)}*", ["attachments"] = new JsonArray(attachment) };
    }

    private static string Colour(Severity severity) => severity switch
    {
        Severity.Success => "good",
        Severity.Warning => "warning",
        Severity.Failure => "danger",
        _ => "#64748b",
    };

    // The three signs that mean something else there.
    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
