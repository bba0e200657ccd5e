using BorgUi.Contracts.Notifications;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BorgUi.Web.Tests.Fakes;

public sealed partial class FakeApi
{
    private void MapNotifications(IEndpointRouteBuilder routes)
    {
        var channels = routes.MapGroup("/api/notifications/channels");
        channels.MapGet("", () => All(Sample.Channels));
        channels.MapPost("", (HttpRequest request) => TakeAsync(request, Results.Json(SampleNotifications.Channels()[0], statusCode: 201)));
        channels.MapGet("/{id:guid}", (Guid id) => Found(Sample.Channels.FirstOrDefault(one => one.Id == id)));
        channels.MapPut("/{id:guid}", (HttpRequest request) => TakeAsync(request, Results.Ok(Sample.Channels[0])));
        channels.MapDelete("/{id:guid}", () => Refusal ?? Results.NoContent());
        channels.MapPost("/{id:guid}/enable", () => Refusal ?? Results.NoContent());
        channels.MapPost("/{id:guid}/disable", () => Refusal ?? Results.NoContent());
        channels.MapPost("/{id:guid}/test", () => Refusal ?? Results.Ok(
            new ChannelTestResult(Guid.CreateVersion7(), DeliveryState.Failed, "404 <no> such hook", "The target answered 404.")));

        var deliveries = routes.MapGroup("/api/notifications/deliveries");
        deliveries.MapGet("", (Guid? channel_id, string? state) => All(SampleNotifications.Deliveries(Sample.Channels)
            .Where(one => (channel_id is null || one.ChannelId == channel_id) && (state is null || one.State.ToString().Equals(state, StringComparison.OrdinalIgnoreCase)))));
        deliveries.MapPost("/{id:guid}/retry", () => Refusal ?? Results.StatusCode(StatusCodes.Status202Accepted));
    }
}
