using BorgUi.Core.Jobs;
using BorgUi.Worker.Jobs;

namespace BorgUi.Worker.Restores;

/// <summary>A restore that was cut off left its files, one of them half written, in its staging folder and nowhere else.</summary>
internal sealed class RestoreAftermath : IJobAftermath
{
    /// <summary>What is to be said on a machine of another site.</summary>
    public static string Unseen(RestoreJob job) =>
        $"No worker of site {job.Site} is running. The files that it was writing may still lie aside there, in {RestoreStaging.PathOf(job)}, until something is restored to that folder again; none stands half written under its own name.";

    public async Task<JobEnd> ConcludeAsync(JobRun run, JobEnd interrupted)
    {
        var staging = RestoreStaging.PathOf((RestoreJob)run.Job);
        if (!Directory.Exists(staging))
        {
            return interrupted with { LeftBehind = "It left no half-written files." };
        }

        await RestoreStaging.RemoveAsync(staging);
        return interrupted with { LeftBehind = "The files that it was writing were removed; none stands half written under its own name." };
    }
}
