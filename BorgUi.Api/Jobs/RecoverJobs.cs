using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BorgUi.Api.Jobs;

internal sealed class RecoverJobs : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/recover", HandleAsync)
        .WithName(nameof(RecoverJobs))
        .WithSummary("Take interrupted jobs up again")
        .WithDescription("All of them, or those that are named, become paused, or pending with queue. Jobs that are not interrupted are passed over.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Ok<JobsChanged>, ValidationProblem>> HandleAsync(
        RecoverJobsRequest? request, JobRecovery recovery, JobAnnouncer announcer, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var jobIds = JobRules.JobIds(errors, request?.JobIds);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        return TypedResults.Ok(await announcer.AllChangedAsync(await recovery.RecoverAsync(jobIds, request?.Queue ?? false, cancellationToken), cancellationToken));
    }
}
