using System.ComponentModel;
using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BorgUi.Api.Jobs;

internal sealed class CleanUpJobs : IEndpoint
{
    private const int MostDays = 36_500;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapDelete("/cleanup", HandleAsync)
        .WithName(nameof(CleanUpJobs))
        .WithSummary("Remove the jobs that ended long ago, with their logs")
        .WithDescription("Archives stay. When the answer is not waited for, what was removed until then stays removed.")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Ok<JobsDeleted>, ValidationProblem>> HandleAsync(
        [FromQuery(Name = "days"), Description("Jobs that ended longer ago than this many days.")] int? days,
        BorgUiDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (days is not (>= 0 and <= MostDays))
        {
            return FieldErrors.Of("days", $"Say how many days of history to keep: a whole number from 0 to {MostDays}.").ToProblem();
        }

        var limit = time.GetUtcNow().AddDays(-days.Value);
        return TypedResults.Ok(new JobsDeleted(await JobHistory.DeleteEndedAsync(db, limit, cancellationToken)));
    }
}
