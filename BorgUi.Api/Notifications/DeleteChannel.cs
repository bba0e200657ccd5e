using BorgUi.Api.Access;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Notifications;

internal sealed class DeleteChannel : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete("/{id:guid}", HandleAsync)
        .WithName(nameof(DeleteChannel))
        .WithSummary("Delete a channel, with its messages that wait and its log")
        .RequireAuthorization(Policies.Admin);

    private static async Task<Results<NoContent, NotFound>> HandleAsync(Guid id, BorgUiDbContext db, CancellationToken cancellationToken) =>
        await db.NotificationChannels.Where(channel => channel.Id == id).ExecuteDeleteAsync(cancellationToken) == 1 ? TypedResults.NoContent() : TypedResults.NotFound();
}
