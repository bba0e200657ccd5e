using System.Text.Json;
using BorgUi.Api.Access;
using BorgUi.Contracts.Notifications;
using BorgUi.Core.Data;
using BorgUi.Core.Notifications;
using BorgUi.Core.Schedules;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Notifications;

internal sealed class TestChannel : IEndpoint
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);
    // The pages wait for the API for 15 seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/{id:guid}/test", HandleAsync)
        .WithName(nameof(TestChannel))
        .WithSummary("Send a message to try a channel, and answer what its target said")
        .WithDescription("A worker sends it, in the way of all messages, so that what is tried is what will happen; it is tried once. Works for a disabled channel and in quiet hours, too.")
        .RequireAuthorization(Policies.Admin);

    private static async Task<Results<Ok<ChannelTestResult>, NotFound>> HandleAsync(Guid id, BorgUiDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await db.NotificationChannels.Where(channel => channel.Id == id).Select(channel => channel.Name).FirstOrDefaultAsync(cancellationToken) is not { } name)
        {
            return TypedResults.NotFound();
        }

        var delivery = await QueueAsync(db, id, name, cancellationToken);
        var since = clock.GetTimestamp();
        var (found, attempts) = (new ChannelTestResult(delivery, DeliveryState.Pending, null, null), 0);
        while (found.State == DeliveryState.Pending && clock.GetElapsedTime(since) < Patience)
        {
            await Task.Delay(LookEvery, clock, cancellationToken);
            if (await db.NotificationDeliveries.AsNoTracking().FirstOrDefaultAsync(one => one.Id == delivery, cancellationToken) is { } row)
            {
                (found, attempts) = (new(row.Id, row.State, row.Answer, row.LastError), row.Attempts);
            }
        }

        return TypedResults.Ok(found.State == DeliveryState.Pending
            ? found with { Error = $"{(attempts == 0 ? "No worker has come to it" : "The target has not answered")} within {Patience.TotalSeconds:0} seconds. The log of deliveries shows what comes of it." }
            : found);
    }

    private static async Task<Guid> QueueAsync(BorgUiDbContext db, Guid channelId, string name, CancellationToken cancellationToken)
    {
        var now = await DueTimes.NowAsync(db, cancellationToken);
        NotificationFacts facts = new TestFacts { Channel = name };
        var delivery = new NotificationDelivery
        {
            ChannelId = channelId,
            Event = NotificationEvent.Test,
            Facts = JsonSerializer.Serialize(facts, NotificationJson.Default.NotificationFacts),
            NextAttemptAt = now,
            CreatedAt = now,
        };
        db.NotificationDeliveries.Add(delivery);
        await db.SaveChangesAsync(cancellationToken);
        return delivery.Id;
    }
}
