using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Core.Data;
using BorgUi.Core.Notifications;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Notifications;

internal sealed class RetryDelivery : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/retry", HandleAsync)
        .WithName(nameof(RetryDelivery))
        .WithSummary("Send a message now that waits for its next attempt or was given up")
        .RequireAuthorization(Policies.Admin);

    private static async Task<Results<Accepted, NotFound, ConflictProblem>> HandleAsync(Guid id, BorgUiDbContext db, NotificationOutbox outbox, CancellationToken cancellationToken)
    {
        if (await outbox.RetryAsync(id, cancellationToken))
        {
            return TypedResults.Accepted("/api/notifications/deliveries");
        }

        return await db.NotificationDeliveries.AnyAsync(delivery => delivery.Id == id, cancellationToken)
            ? new ConflictProblem("There is nothing to send again.", "The message was delivered or overtaken, or is being sent right now.")
            : TypedResults.NotFound();
    }
}
