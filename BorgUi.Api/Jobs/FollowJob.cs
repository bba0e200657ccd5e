using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

internal sealed class FollowJob : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/logs/{job_id:guid}", HandleAsync)
        .WithName(nameof(FollowJob))
        .WithSummary("Follow a job: its log and its state until it has ended")
        .WithDescription("Server-sent events job_log, job_update and end. The id of a job_log is the number of its last line; give it back as Last-Event-ID to go on.")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<ServerSentEventsResult<JobEvent>, NotFound, ValidationProblem>> HandleAsync(
        [FromRoute(Name = "job_id")] Guid jobId,
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId,
        BorgUiDbContext db,
        JobFollower follower,
        ClaimsPrincipal user,
        IHostApplicationLifetime lifetime,
        CancellationToken cancellationToken)
    {
        var after = 0L;
        if (!string.IsNullOrEmpty(lastEventId) && !long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            return FieldErrors.Of("last_event_id", "Give the id of the last event, a number.").ToProblem();
        }

        if (!await db.Jobs.AnyAsync(job => job.Id == jobId, cancellationToken))
        {
            return TypedResults.NotFound();
        }

        var events = follower.FollowAsync(jobId, user.SessionId(), after, cancellationToken);
        return TypedResults.ServerSentEvents(UntilStopped(events, lifetime.ApplicationStopping, cancellationToken));
    }

    /// <summary>Ends the stream in good order when this process stops; the reader comes back with what it has.</summary>
    private static async IAsyncEnumerable<SseItem<JobEvent>> UntilStopped(
        IAsyncEnumerable<SseItem<JobEvent>> events, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        await using var items = events.GetAsyncEnumerator(either.Token);
        while (await MovesOnAsync(items, stopping))
        {
            yield return items.Current;
        }
    }

    private static async Task<bool> MovesOnAsync(IAsyncEnumerator<SseItem<JobEvent>> items, CancellationToken stopping)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }
}
