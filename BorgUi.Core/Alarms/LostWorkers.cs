using BorgUi.Contracts.Alarms;
using BorgUi.Core.Data;
using BorgUi.Core.Freshness;
using BorgUi.Core.Workers;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Alarms;

internal static class LostWorkers
{
    /// <summary>Workers that fell silent without signing off, unless another one of the same machine started afterwards and serves their sites.</summary>
    public static async Task<IEnumerable<AlarmFinding>> FindAsync(BorgUiDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var workers = await db.Workers.AsNoTracking().ToListAsync(cancellationToken);
        var alive = workers.Where(worker => worker.HeartbeatAt > now - WorkerNode.LostAfter).ToList();
        return from worker in workers.Except(alive)
               where !alive.Any(other => Replaces(other, worker))
               select new AlarmFinding(AlarmKind.WorkerLost, AlarmSubject.Worker, worker.Id, $"The worker {worker.Name} is lost", Detail(worker, alive));
    }

    private static bool Replaces(WorkerNode other, WorkerNode lost) =>
        other.HostId == lost.HostId && other.StartedAt > lost.HeartbeatAt && !lost.Sites.Except(other.Sites).Any();

    private static string Detail(WorkerNode lost, IReadOnlyList<WorkerNode> alive)
    {
        var orphaned = lost.Sites.Except(alive.SelectMany(worker => worker.Sites)).ToList();
        var effect = orphaned.Count == 0 ? "Other workers serve its sites." : $"No other worker serves {string.Join(", ", orphaned)}: jobs for there wait.";
        return $"It was last heard of on {FreshnessWords.Moment(lost.HeartbeatAt)}. {effect} Start it again; if it is gone for good, forget it on the Workers page.";
    }
}
