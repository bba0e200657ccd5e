using System.Net.Http.Headers;
using BorgUi.Core.Jobs;
using BorgUi.Core.Secrets;

namespace BorgUi.Worker.Streams;

/// <summary>The one thing that a worker answers to the API: the bytes of a job that it runs.</summary>
internal static class StreamEndpoint
{
    public static void MapStreams(this IEndpointRouteBuilder routes) => routes.MapGet("/streams/{jobId:guid}", HandleAsync);

    private static async Task<IResult> HandleAsync(Guid jobId, HttpContext http, StreamDesk desk, SecretBox secrets, IHostApplicationLifetime lifetime)
    {
        if (!AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var header)
            || header is not { Scheme: JobStream.Scheme, Parameter: { } token }
            || !JobStream.IsToken(secrets, jobId, token))
        {
            return TypedResults.Unauthorized();
        }

        using var visit = new StreamVisit(http, lifetime.ApplicationStopping);
        if (!await desk.ServeAsync(jobId, visit))
        {
            return TypedResults.NotFound();
        }

        return await visit.Ended is { } refusal && !http.Response.HasStarted
            ? TypedResults.Problem(refusal.Detail, title: refusal.Title, statusCode: refusal.Status)
            : TypedResults.Empty;
    }
}
