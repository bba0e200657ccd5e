using BorgUi.Api.Access;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Notifications;

internal sealed class SwitchChannel : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/{id:guid}/enable", (Guid id, BorgUiDbContext db, TimeProvider clock, CancellationToken cancellationToken) => SwitchAsync(id, true, db, clock, cancellationToken))
            .WithName("EnableChannel")
            .WithSummary("Let a channel tell again")
            .RequireAuthorization(Policies.Admin);
        routes.MapPost("/{id:guid}/disable", (Guid id, BorgUiDbContext db, TimeProvider clock, CancellationToken cancellationToken) => SwitchAsync(id, false, db, clock, cancellationToken))
            .WithName("DisableChannel")
            .WithSummary("Silence a channel")
            .WithDescription("What waits for it stays, and goes out when it is enabled again; what happens meanwhile is not told.")
            .RequireAuthorization(Policies.Admin);
    }

    private static async Task<Results<NoContent, NotFound>> SwitchAsync(Guid id, bool enabled, BorgUiDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var switched = await db.NotificationChannels.Where(channel => channel.Id == id).ExecuteUpdateAsync(
            set => set
                .SetProperty(channel => channel.DigestedUntil, channel => channel.Enabled == enabled ? channel.DigestedUntil : now)
                .SetProperty(channel => channel.Enabled, enabled),
            cancellationToken);
        return switched == 1 ? TypedResults.NoContent() : TypedResults.NotFound();
    }
}
