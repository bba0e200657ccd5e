using System.Net;
using System.Text;
using BorgUi.Core.Secrets;

namespace BorgUi.Notifications.Senders;

/// <summary>Calls what people named as a target; 200 to 299 is success, redirects are not followed.</summary>
internal sealed class NotificationHttp(IHttpClientFactory clients)
{
    /// <summary>The client that refuses what <see cref="TargetGuard"/> does.</summary>
    public const string Guarded = "notifications";

    /// <summary>The one that calls everything.</summary>
    public const string Open = "notifications to anywhere";

    private const int AnswerBytes = 2048;

    /// <param name="call">Carries the message; its address may be a secret of its own.</param>
    public async Task<SendResult> SendAsync(SendRequest request, HttpRequestMessage call, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(request.AllowLocal ? Open : Guarded);
        call.Headers.UserAgent.Add(new("BorgUi", null));
        call.Headers.Add("Idempotency-Key", request.Message.Id.ToString());
        if (request.Message.IsRepeat)
        {
            call.Headers.Add("X-BorgUi-Repeat", "true");
        }

        try
        {
            using var response = await client.SendAsync(call, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var answer = await ReadAnswerAsync(response, [request.Secret, call.RequestUri!.PathAndQuery], cancellationToken);
            return response.IsSuccessStatusCode ? SendResult.Sent(answer) : Refused(response, answer);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return Broken(error);
        }
    }

    private static SendResult Refused(HttpResponseMessage response, string answer)
    {
        var code = (int)response.StatusCode;
        var wait = response.Headers.RetryAfter;
        return new($"The target answered {code}{(code is >= 300 and < 400 ? "; redirects are not followed" : "")}.", answer)
        {
            // A gateway that lost its server does not know either.
            MayHaveArrived = response.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout,
            RetryAfter = wait?.Delta ?? (wait?.Date is { } at && response.Headers.Date is { } now ? at - now : null),
        };
    }

    private static SendResult Broken(Exception error) => error.GetBaseException() is TargetRefusedException refused
        ? new(refused.Message)
        : new($"The target could not be reached: {error.Message}")
        {
            MayHaveArrived = error is not HttpRequestException
            {
                HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError,
            },
        };

    private static async Task<string> ReadAnswerAsync(HttpResponseMessage response, IEnumerable<string?> hidden, CancellationToken cancellationToken)
    {
        var buffer = new byte[AnswerBytes];
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        // The database holds no NUL.
        var text = Encoding.UTF8.GetString(buffer.AsSpan(0, length)).Replace("\0", "", StringComparison.Ordinal);
        foreach (var secret in hidden.Where(secret => secret?.Length > 1))
        {
            var mask = new SecretMask(secret);
            text = length == buffer.Length ? mask.ApplyToBeginning(text) : mask.Apply(text);
        }

        return $"{(int)response.StatusCode} {text.Trim()}".TrimEnd() + (length == buffer.Length ? "…" : "");
    }
}
