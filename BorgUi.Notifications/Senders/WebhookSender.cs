using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BorgUi.Core.Notifications;

namespace BorgUi.Notifications.Senders;

/// <summary>
/// JSON to any address. With a secret it is signed: <c>X-BorgUi-Signature: sha256=</c> and the HMAC-SHA256, in hexadecimal, of
/// <c>X-BorgUi-Timestamp</c> (seconds since 1970), a dot and the body.
/// </summary>
internal sealed class WebhookSender(NotificationHttp http, TimeProvider time) : INotificationSender
{
    public const string TimestampHeader = "X-BorgUi-Timestamp";
    public const string SignatureHeader = "X-BorgUi-Signature";

    public async Task<SendResult> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        var target = request.Target.Webhook!;
        var body = target.Template is { } template ? WebhookTemplate.Fill(template, Values(request.Message)) : Body(request.Message).ToJsonString();
        using var call = JsonCall.Post(target.Url!, body);
        if (request.Secret is { } secret)
        {
            var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            call.Headers.Add(TimestampHeader, timestamp);
            call.Headers.Add(SignatureHeader, Signature(secret, timestamp, body));
        }

        return await http.SendAsync(request, call, cancellationToken);
    }

    internal static string Signature(string secret, string timestamp, string body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{body}")));

    /// <summary>What goes out without a template.</summary>
    internal static JsonNode Body(NotificationMessage message)
    {
        var body = new JsonObject();
        foreach (var (name, value) in Values(message))
        {
            body[name] = value;
        }

        body["is_repeat"] = message.IsRepeat;
        body["facts"] = JsonSerializer.SerializeToNode(message.Facts, NotificationJson.Default.NotificationFacts);
        return body;
    }

    private static Dictionary<string, string> Values(NotificationMessage message) => new()
    {
        ["id"] = message.Id.ToString(),
        ["event"] = NotificationWords.Of(message.Event),
        ["severity"] = NotificationWords.Of(message.Severity),
        ["title"] = message.Title,
        ["text"] = message.Text,
        ["link"] = message.Link?.ToString() ?? "",
        ["occurred_at"] = message.OccurredAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["is_repeat"] = message.IsRepeat ? "true" : "false",
    };
}
