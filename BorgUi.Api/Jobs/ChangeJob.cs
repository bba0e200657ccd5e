using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Jobs;

internal sealed class ChangeJob : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/{job_id:guid}", HandleAsync)
        .WithName(nameof(ChangeJob))
        .WithSummary("Change the priority of a job that waits")
        .RequireAuthorization(Policies.Operator);

    private static async Task<Results<Ok<JobResponse>, NotFound, ValidationProblem, ConflictProblem>> HandleAsync(
        [FromRoute(Name = "job_id")] Guid jobId,
        ChangeJobRequest request,
        BorgUiDbContext db,
        JobControl control,
        JobAnnouncer announcer,
        WaitingReasons reasons,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var priority = JobRules.Priority(errors, request.Priority);
        if (priority is null && !errors.Any)
        {
            errors.Add("priority", "Say which priority the job should have.");
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (await control.ChangePriorityAsync(jobId, priority!.Value, cancellationToken) is { } changed)
        {
            await announcer.ChangedAsync(changed, cancellationToken);
        }
        else if (await db.Jobs.AnyAsync(job => job.Id == jobId, cancellationToken))
        {
            return new ConflictProblem("The job does not wait.", "Only the priority of a pending job can be changed.");
        }

        var answer = await GetJob.AnswerAsync(db.Jobs, jobId, reasons, cancellationToken);
        return answer.Result is Ok<JobResponse> found ? found : TypedResults.NotFound();
    }
}
