using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BorgUi.Web.ApiClient;

/// <summary>Turns HTTP into answers, problems and the few failures that the whole of Web treats in one place.</summary>
internal static class ApiTransport
{
    public static async Task<HttpResponseMessage> SendToApiAsync(
        this HttpClient http, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
                ? throw Unavailable(answer)
                : answer;
        }
        catch (HttpRequestException exception)
        {
            throw new ApiUnavailableException("The API cannot be reached.", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ApiUnavailableException("The API did not answer in time.", exception);
        }
    }

    public static async Task<T> ReadAsync<T>(
        this HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync(type, cancellationToken)
                ?? throw new ApiFaultException($"{answer.RequestMessage?.RequestUri?.AbsolutePath} answered null.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new ApiUnavailableException("The API broke off its answer.", exception);
        }
    }

    /// <summary>The problem of an answer that is not a success; what no person can act upon is thrown.</summary>
    public static async Task<ApiProblem> ReadProblemAsync(this HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        answer.ThrowWhenNotAllowed();
        if ((int)answer.StatusCode >= 500)
        {
            throw Fault(answer);
        }

        var problem = new ApiProblem();
        if (answer.Content.Headers.ContentType?.MediaType is "application/problem+json" or "application/json")
        {
            try
            {
                problem = await answer.ReadAsync(ApiJson.Default.ApiProblem, cancellationToken);
            }
            catch (JsonException)
            {
                throw Fault(answer);
            }
        }

        return problem with { Status = (int)answer.StatusCode };
    }

    public static void ThrowWhenNotAllowed(this HttpResponseMessage answer)
    {
        switch (answer.StatusCode)
        {
            case HttpStatusCode.Unauthorized:
                throw new ApiUnauthorizedException();
            case HttpStatusCode.Forbidden:
                throw new ApiForbiddenException();
        }
    }

    public static ApiFaultException Fault(HttpResponseMessage answer) =>
        new($"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri?.AbsolutePath} answered {(int)answer.StatusCode}.");

    private static ApiUnavailableException Unavailable(HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        answer.Dispose();
        return new ApiUnavailableException($"The API answered {status}.");
    }
}
