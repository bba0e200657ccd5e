using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Notifications;
using BorgUi.Core.Data;
using BorgUi.Core.Secrets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Notifications;

internal sealed class ReplaceChannel : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPut("/{id:guid}", HandleAsync)
        .WithName(nameof(ReplaceChannel))
        .WithSummary("Change a channel")
        .WithDescription("Takes the whole channel; its kind stays, and so does its secret when none is given. A secret must be given anew when the server changes that it belongs to.")
        .RequireAuthorization(Policies.Admin);

    private static async Task<Results<Ok<ChannelResponse>, NotFound, ValidationProblem, ConflictProblem>> HandleAsync(
        Guid id, SaveChannelRequest request, BorgUiDbContext db, SecretBox box, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await db.NotificationChannels.FindAsync([id], cancellationToken) is not { } channel)
        {
            return TypedResults.NotFound();
        }

        var errors = new FieldErrors();
        if (request.Kind is { } kind && kind != channel.Kind)
        {
            errors.Add("kind", "The kind of a channel does not change; make another channel.");
        }

        var hadDigest = (channel.Enabled, channel.Digest);
        await ChannelRules.ApplyAsync(errors, request, channel, box, db, cancellationToken);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (hadDigest != (channel.Enabled, channel.Digest))
        {
            // The report of a time in which nobody asked for one is not made up for.
            channel.DigestedUntil = clock.GetUtcNow();
        }

        return await ChannelRules.SaveAsync(db, cancellationToken) is { } conflict
            ? conflict
            : TypedResults.Ok((await db.NotificationChannels.Where(row => row.Id == id).Select(ChannelRow.Of(db)).FirstAsync(cancellationToken)).ToResponse());
    }
}
