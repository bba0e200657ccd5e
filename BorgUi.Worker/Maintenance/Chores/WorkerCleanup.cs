using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Maintenance;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Maintenance.Chores;

/// <summary>Forgets workers that were not heard of for a week and whose jobs have all been dealt with.</summary>
internal sealed class WorkerCleanup(IDbContextFactory<BorgUiDbContext> contexts, TimeProvider time) : IMaintenanceChore
{
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromDays(7);

    public async Task<ChoreResult> RunAsync(MaintenanceClaim claim, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var before = time.GetUtcNow() - ForgottenAfter;
        // Who rescues a job asks for the machine of its worker.
        var forgotten = await db.Workers
            .Where(worker => worker.HeartbeatAt < before && !db.Jobs.Any(job => job.WorkerId == worker.Id && job.Status == JobStatus.Running))
            .ExecuteDeleteAsync(cancellationToken);
        return ChoreResult.Of($"Forgot {forgotten} workers that were lost for good.", new { DeletedCount = forgotten });
    }
}
