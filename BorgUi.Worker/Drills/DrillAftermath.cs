using BorgUi.Core.Jobs;
using BorgUi.Worker.Jobs;

namespace BorgUi.Worker.Drills;

/// <summary>A drill that was cut off left its files in its scratch folder and nowhere else.</summary>
internal sealed class DrillAftermath(JobScratch scratches) : IJobAftermath
{
    public async Task<JobEnd> ConcludeAsync(JobRun run, JobEnd interrupted)
    {
        var wasThere = Directory.Exists(scratches.PathOf(run.Job));
        await scratches.RemoveAsync(run.Job);
        return interrupted with { LeftBehind = wasThere ? "The files that it had restored aside were removed." : "It left no files." };
    }
}
