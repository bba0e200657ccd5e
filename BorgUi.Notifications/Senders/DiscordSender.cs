using System.Globalization;
using System.Text.Json.Nodes;
using BorgUi.Core.Notifications;

namespace BorgUi.Notifications.Senders;

/// <summary>A webhook of a Discord channel; its address is the channel's secret.</summary>
internal sealed class DiscordSender(NotificationHttp http) : INotificationSender
{
    private const int LongestTitle = 256;
    private const int LongestText = 4096;

    public async Task<SendResult> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        using var call = JsonCall.Post(request.Secret!, Body(request.Message));
        return await http.SendAsync(request, call, cancellationToken);
    }

    internal static JsonNode Body(NotificationMessage message)
    {
        var embed = new JsonObject
        {
            ["title"] = JsonCall.Limited(message.Title, LongestTitle),
            ["description"] = JsonCall.Limited(message.Text, LongestText),
            ["color"] = Colour(message.Severity),
            ["timestamp"] = message.OccurredAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        };
        if (message.Link is { } link)
        {
            embed["url"] = link.ToString();
        }

        // A plan that is called @everyone calls nobody.
        return new JsonObject { ["embeds"] = new JsonArray(embed), ["allowed_mentions"] = new JsonObject { ["parse"] = new JsonArray() } };
    }

    private static int Colour(Severity severity) => severity switch
    {
        Severity.Success => 0x16A34A,
        Severity.Warning => 0xD97706,
        Severity.Failure => 0xDC2626,
        _ => 0x64748B,
    };
}
