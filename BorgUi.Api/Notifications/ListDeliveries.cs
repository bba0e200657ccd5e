using System.ComponentModel;
using System.Text.Json;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts;
using BorgUi.Contracts.Notifications;
using BorgUi.Core.Data;
using BorgUi.Core.Notifications;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Notifications;

internal sealed class ListDeliveries : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", HandleAsync)
        .WithName(nameof(ListDeliveries))
        .WithSummary("The messages to all channels and what became of them, newest first")
        .RequireAuthorization(Policies.Admin);

    private static async Task<Results<Ok<Page<DeliveryResponse>>, ValidationProblem>> HandleAsync(
        [AsParameters] PageQuery page,
        [FromQuery(Name = "channel_id")] Guid? channelId,
        [FromQuery(Name = "state"), Description("pending, held, delivered, failed, overtaken; may repeat.")] string[]? state,
        BorgUiDbContext db,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        page.Check(errors);
        var after = page.AfterTime(errors);
        var states = EnumWords<DeliveryState>.Parse(errors, "state", state);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var filtered = db.NotificationDeliveries.Where(delivery => (channelId == null || delivery.ChannelId == channelId) && (states.Count == 0 || states.Contains(delivery.State)));
        var rest = after is null ? filtered : filtered.Where(delivery => EF.Functions.LessThan(ValueTuple.Create(delivery.CreatedAt, delivery.Id), ValueTuple.Create(after.At, after.Id)));
        return TypedResults.Ok(await rest.OrderByDescending(delivery => delivery.CreatedAt).ThenByDescending(delivery => delivery.Id)
            .Select(delivery => ToResponse(delivery, delivery.Channel!.Name, delivery.Channel.Kind))
            .ToPageAsync(page, filtered, delivery => new TimeCursor(delivery.CreatedAt, delivery.Id).ToString(), cancellationToken));
    }

    private static DeliveryResponse ToResponse(NotificationDelivery delivery, string channel, ChannelKind kind)
    {
        var facts = JsonSerializer.Deserialize(delivery.Facts, NotificationJson.Default.NotificationFacts)!;
        return new()
        {
            Id = delivery.Id,
            DeliveryId = delivery.Id,
            ChannelId = delivery.ChannelId,
            Channel = channel,
            Kind = kind,
            Event = delivery.Event,
            Title = NotificationText.Of(facts).Title,
            JobId = (facts as JobFacts)?.JobId,
            State = delivery.State,
            Attempts = delivery.Attempts,
            MayHaveArrived = delivery.MayHaveArrived,
            NextAttemptAt = delivery.FinishedAt is null ? delivery.NextAttemptAt : null,
            LastError = delivery.LastError,
            Answer = delivery.Answer,
            CreatedAt = delivery.CreatedAt,
            FinishedAt = delivery.FinishedAt,
        };
    }
}
