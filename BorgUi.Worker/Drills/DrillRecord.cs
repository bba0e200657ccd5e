using BorgUi.Contracts.Proofs;
using BorgUi.Core.Archives;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Proofs;
using BorgUi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Drills;

/// <summary>What a drill needs to know, and where it writes down what it came to.</summary>
internal sealed class DrillRecord(IDbContextFactory<BorgUiDbContext> contexts, TimeProvider time)
{
    /// <summary>The newest archive of the plan in the job's repository; null when there is none.</summary>
    public async Task<Archive?> NewestArchiveAsync(RestoreDrillJob job, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Archives.AsNoTracking()
            .Where(archive => archive.RepositoryId == job.RepositoryId && archive.PlanId == job.PlanId)
            .OrderByDescending(archive => archive.StartedAt).ThenByDescending(archive => archive.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>As the job says, and as the settings say where it does not.</summary>
    public async Task<DrillLimits> LimitsAsync(RestoreDrillDetails details, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var settings = (await StoredSettings.ReadAsync(db, cancellationToken)).Drills;
        return new(details.SampleFiles ?? settings.SampleFiles, details.SampleBytes ?? settings.SampleBytes, details.Seed ?? Random.Shared.Next());
    }

    public async Task WriteAsync(RestoreDrillJob job, Archive archive, bool isGood, string detail, long? bytesPerSecond)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var now = time.GetUtcNow();
        // The archive may be gone from the list by now: then only the proof stays.
        var found = await db.Archives.SingleOrDefaultAsync(row => row.Id == archive.Id);
        if (found is not null && isGood)
        {
            found.ProvenAt = now;
        }

        db.Proofs.Add(new()
        {
            Kind = ProofKind.RestoreDrill,
            RepositoryId = archive.RepositoryId,
            PlanId = job.PlanId,
            ArchiveId = found?.Id,
            JobId = job.Id,
            At = now,
            IsGood = isGood,
            Detail = detail,
            BytesPerSecond = bytesPerSecond,
        });
        await db.SaveChangesAsync();
    }
}
