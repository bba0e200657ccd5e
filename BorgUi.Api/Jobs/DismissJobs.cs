using System.Security.Claims;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Jobs;

internal sealed class DismissJobs : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/dismiss", HandleAsync)
        .WithName(nameof(DismissJobs))
        .WithSummary("Give interrupted jobs up")
        .WithDescription("All of them, or those that are named, end as failed, with the reason. Jobs that are not interrupted are passed over.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Ok<JobsChanged>, ValidationProblem>> HandleAsync(
        DismissJobsRequest? request, JobRecovery recovery, JobAnnouncer announcer, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var jobIds = JobRules.JobIds(errors, request?.JobIds);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var dismissed = await recovery.DismissAsync(jobIds, user.Identity?.Name ?? "a user", cancellationToken);
        return TypedResults.Ok(await announcer.AllChangedAsync(dismissed, cancellationToken));
    }
}
