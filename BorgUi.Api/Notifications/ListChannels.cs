using BorgUi.Api.Access;
using BorgUi.Contracts;
using BorgUi.Contracts.Notifications;
using BorgUi.Core.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Notifications;

internal sealed class ListChannels : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", HandleAsync)
        .WithName(nameof(ListChannels))
        .WithSummary("All notification channels, by name, without their secrets")
        .RequireAuthorization(Policies.Admin);

    private static async Task<Ok<Page<ChannelResponse>>> HandleAsync(BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var rows = await db.NotificationChannels.AsNoTracking().OrderBy(channel => channel.Name).Select(ChannelRow.Of(db)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new Page<ChannelResponse> { Items = [.. rows.Select(row => row.ToResponse())], Total = rows.Count });
    }
}
