using BorgUi.Core.Jobs;
using BorgUi.Worker.Jobs;
using BorgUi.Worker.Restores;

namespace BorgUi.Worker.Drills;

/// <summary>A drill that was cut off left its files in its scratch folder and nowhere else.</summary>
internal sealed class DrillAftermath(DrillScratch scratches) : IJobAftermath
{
    public async Task<JobEnd> ConcludeAsync(JobRun run, JobEnd interrupted)
    {
        var scratch = scratches.PathOf((RestoreDrillJob)run.Job);
        var wasThere = Directory.Exists(scratch);
        await RestoreStaging.RemoveAsync(scratch);
        return interrupted with { LeftBehind = wasThere ? "The files that it had restored aside were removed." : "It left no files." };
    }
}
