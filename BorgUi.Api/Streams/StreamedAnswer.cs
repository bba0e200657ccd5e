using Microsoft.Net.Http.Headers;

namespace BorgUi.Api.Streams;

/// <summary>
/// Hands on what a worker sends, as fast as the caller reads. When it breaks off, so does this: what has been sent so far must not look
/// whole.
/// </summary>
internal sealed class StreamedAnswer(HttpResponseMessage answer, string fileName) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var held = answer;
        var lifetime = httpContext.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        // A process that is to end does not wait for a slow reader.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, lifetime.ApplicationStopping);
        WriteHead(httpContext.Response);
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(over.Token);
            await body.CopyToAsync(httpContext.Response.Body, over.Token);
        }
        catch (Exception error) when (error is IOException or HttpRequestException or OperationCanceledException)
        {
            // Said in the job, by the worker that runs it.
            httpContext.Abort();
        }
    }

    private void WriteHead(HttpResponse response)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        response.ContentType = answer.Content.Headers.ContentType?.ToString();
        response.ContentLength = answer.Content.Headers.ContentLength;
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
    }
}
