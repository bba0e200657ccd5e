using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BorgUi.Core.Secrets;

namespace BorgUi.Worker.Hooks;

/// <summary>A hook that is an HTTP call. <c>Idempotency-Key</c> is the run's id: a receiver knows a repetition by it.</summary>
internal sealed class HttpHook(IHttpClientFactory clients) : IHookCaller
{
    public const string ClientName = "hooks";

    private const int AnswerBytes = 4096;

    public async Task<string?> CallAsync(HookCall call, Action<string> say, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(ClientName);
        using var request = RequestOf(call);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var code = (int)response.StatusCode;
            if (response.IsSuccessStatusCode)
            {
                say($"Answered {code}");
            }

            await ReadAnswerAsync(response, new(call.Secret), say, cancellationToken);
            return response.IsSuccessStatusCode ? null : code is >= 300 and < 400 ? $"was answered {code}; redirects are not followed" : $"was answered {code}";
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return $"could not be called: {error.Message}";
        }
    }

    private static HttpRequestMessage RequestOf(HookCall call)
    {
        var http = call.Hook.Http!;
        var request = new HttpRequestMessage(new HttpMethod(http.Method!), http.Url);
        request.Headers.UserAgent.Add(new("BorgUi", null));
        request.Headers.Add("Idempotency-Key", call.Facts.RunId.ToString());
        if (call.Secret is { } secret)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        }

        if (http.Method != HttpMethod.Get.Method)
        {
            request.Content = new StringContent(http.Body ?? JsonSerializer.Serialize(call.Facts, HookJson.Default.HookFacts), Encoding.UTF8, "application/json");
        }

        return request;
    }

    private static async Task ReadAnswerAsync(HttpResponseMessage response, SecretMask mask, Action<string> say, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[AnswerBytes];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        var text = Encoding.UTF8.GetString(buffer.AsSpan(0, length));
        text = length == buffer.Length ? mask.ApplyToBeginning(text) + "…" : mask.Apply(text);
        foreach (var line in text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            say(line);
        }
    }
}
