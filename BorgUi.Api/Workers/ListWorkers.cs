using BorgUi.Api.Access;
using BorgUi.Api.Http;
using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Workers;
using BorgUi.Core.Data;
using BorgUi.Core.Workers;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Workers;

internal sealed class ListWorkers : IEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", HandleAsync)
        .WithName(nameof(ListWorkers))
        .WithSummary("The workers, the last started first; also those that are lost, until they are forgotten")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<Page<WorkerResponse>>, ValidationProblem>> HandleAsync(
        [AsParameters] PageQuery page, BorgUiDbContext db, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        page.Check(errors);
        var after = page.AfterTime(errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var lostBefore = time.GetUtcNow() - WorkerNode.LostAfter;
        var rest = after is null
            ? db.Workers
            : db.Workers.Where(worker => EF.Functions.LessThan(ValueTuple.Create(worker.StartedAt, worker.Id), ValueTuple.Create(after.At, after.Id)));
        var rows = rest.OrderByDescending(worker => worker.StartedAt).ThenByDescending(worker => worker.Id).Select(worker => new WorkerResponse
        {
            Id = worker.Id,
            WorkerId = worker.Id,
            Name = worker.Name,
            State = worker.HeartbeatAt <= lostBefore ? WorkerState.Lost : worker.Trouble != null ? WorkerState.Unable : WorkerState.Ready,
            Trouble = worker.Trouble,
            Sites = worker.Sites,
            Slots = worker.Slots,
            RunningJobs = db.Jobs.Count(job => job.WorkerId == worker.Id && job.Status == JobStatus.Running),
            BorgVersion = worker.BorgVersion,
            ProcessPid = worker.ProcessId,
            StartedAt = worker.StartedAt,
            HeartbeatAt = worker.HeartbeatAt,
        });
        return TypedResults.Ok(await rows.ToPageAsync(
            page, db.Workers, worker => new TimeCursor(worker.StartedAt, worker.Id).ToString(), cancellationToken));
    }
}
