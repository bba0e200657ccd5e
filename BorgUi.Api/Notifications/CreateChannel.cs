using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Notifications;
using BorgUi.Core.Data;
using BorgUi.Core.Notifications;
using BorgUi.Core.Secrets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Notifications;

internal sealed class CreateChannel : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/", HandleAsync)
        .WithName(nameof(CreateChannel))
        .WithSummary("Make a channel that tells people what happens")
        .WithDescription("The secret is stored sealed and never comes back. Without events the channel tells of what the settings say.")
        .RequireAuthorization(Policies.Admin);

    private static async Task<Results<Created<ChannelResponse>, ValidationProblem, ConflictProblem>> HandleAsync(
        SaveChannelRequest request, BorgUiDbContext db, SecretBox box, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (request.Kind is not { } kind)
        {
            return FieldErrors.Of("kind", $"Choose one of {string.Join(", ", Enum.GetValues<ChannelKind>().Select(EnumWords<ChannelKind>.Of))}.").ToProblem();
        }

        var errors = new FieldErrors();
        var now = clock.GetUtcNow();
        var channel = new NotificationChannel { Name = "", Kind = kind, Enabled = true, DigestedUntil = now, CreatedAt = now };
        await ChannelRules.ApplyAsync(errors, request, channel, box, db, cancellationToken);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        db.NotificationChannels.Add(channel);
        return await ChannelRules.SaveAsync(db, cancellationToken) is { } conflict
            ? conflict
            : TypedResults.Created($"/api/notifications/channels/{channel.Id}", new ChannelRow(channel, Waiting: 0, LastDeliveredAt: null, LastError: null).ToResponse());
    }
}
