using System.Net;
using System.Text.Json.Serialization.Metadata;

namespace BorgUi.Web.ApiClient;

/// <summary>
/// The API in the name of the person whose request is being served. Reads throw when they cannot be answered;
/// changes answer with their result or the problem.
/// </summary>
/// <exception cref="ApiUnavailableException">Any call: the API is away.</exception>
/// <exception cref="ApiUnauthorizedException">Any call: the session is over.</exception>
/// <exception cref="ApiForbiddenException">Any call: the role does not allow it.</exception>
/// <exception cref="ApiRefusedException">Any read: what was asked for cannot be read.</exception>
internal sealed partial class BorgUiApi(HttpClient http)
{
    private async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        await FindAsync(path, type, cancellationToken) ?? throw new ApiFaultException($"{path} is not there.");

    /// <summary>Null when there is no such thing.</summary>
    private async Task<T?> FindAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var answer = await http.SendToApiAsync(request, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        return answer.IsSuccessStatusCode
            ? await answer.ReadAsync(type, cancellationToken)
            : throw new ApiRefusedException(await answer.ReadProblemAsync(cancellationToken));
    }

    /// <summary>A body that is too large to hold, streamed; null when there is no such thing. The caller disposes it.</summary>
    private async Task<Stream?> OpenAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        var answer = await http.SendToApiAsync(request, cancellationToken);
        if (answer.IsSuccessStatusCode)
        {
            return await answer.Content.ReadAsStreamAsync(cancellationToken);
        }

        using (answer)
        {
            return answer.StatusCode == HttpStatusCode.NotFound ? null : throw new ApiRefusedException(await answer.ReadProblemAsync(cancellationToken));
        }
    }

    private async Task<ApiAnswer<T>> SendAsync<TBody, T>(
        HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, bodyType) };
        return await AnswerAsync(request, type, cancellationToken);
    }

    private async Task<ApiAnswer<T>> PostAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        return await AnswerAsync(request, type, cancellationToken);
    }

    private async Task<ApiAnswer<T>> AnswerAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await AnswerAsync(request, type, cancellationToken);
    }

    /// <summary>Null when it was done.</summary>
    private async Task<ApiProblem?> PostAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        using var answer = await http.SendToApiAsync(request, cancellationToken);
        return answer.IsSuccessStatusCode ? null : await answer.ReadProblemAsync(cancellationToken);
    }

    /// <summary>Null when it is gone.</summary>
    private async Task<ApiProblem?> DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        using var answer = await http.SendToApiAsync(request, cancellationToken);
        return answer.IsSuccessStatusCode ? null : await answer.ReadProblemAsync(cancellationToken);
    }

    private async Task<ApiAnswer<T>> AnswerAsync<T>(
        HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var answer = await http.SendToApiAsync(request, cancellationToken);
        return answer.IsSuccessStatusCode
            ? new ApiAnswer<T>(await answer.ReadAsync(type, cancellationToken), null)
            : new ApiAnswer<T>(null, await answer.ReadProblemAsync(cancellationToken));
    }
}
