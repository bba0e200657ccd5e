using BorgUi.Api.Access;
using BorgUi.Contracts.Notifications;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Notifications;

internal sealed class GetChannel : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{id:guid}", HandleAsync)
        .WithName(nameof(GetChannel))
        .WithSummary("One channel, without its secret")
        .RequireAuthorization(Policies.Admin);

    private static async Task<Results<Ok<ChannelResponse>, NotFound>> HandleAsync(Guid id, BorgUiDbContext db, CancellationToken cancellationToken) =>
        await db.NotificationChannels.AsNoTracking().Where(channel => channel.Id == id).Select(ChannelRow.Of(db)).FirstOrDefaultAsync(cancellationToken) is { } row
            ? TypedResults.Ok(row.ToResponse())
            : TypedResults.NotFound();
}
