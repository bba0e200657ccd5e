using System.Diagnostics;
using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;

namespace BorgUi.Benchmarks.Chaos;

/// <summary>After the trouble: everything runs again, what was interrupted is recovered, what is paused goes on, until all has ended.</summary>
internal sealed class Settling(ChaosSystem system, CancellationToken interrupted)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <returns>The jobs that do not end.</returns>
    public async Task<IReadOnlyList<JobResponse>> RunAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            IReadOnlyList<JobResponse> active = [];
            try
            {
                active = await ActiveAsync();
                if (active.Count == 0 || Stopwatch.GetElapsedTime(started) > Patience)
                {
                    return active;
                }

                // Kills make backups unusual, and these hold the prunes that follow by themselves.
                foreach (var plan in system.Plans)
                {
                    using var looked = await system.User.Http.PostAsync($"/api/plans/{plan}/looked", null, interrupted);
                }

                await system.User.PostAsync<JobsChanged>("/api/jobs/recover", new RecoverJobsRequest { Queue = true });
                foreach (var job in active.Where(job => job.Status == JobStatus.Paused))
                {
                    await system.User.PostAsync<JobStarted>($"/api/jobs/{job.JobId}/start", new { });
                }
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException && Stopwatch.GetElapsedTime(started) < Patience)
            {
                // The API may still be starting, and what was paused may have changed meanwhile.
            }

            await Task.Delay(LookEvery, interrupted);
        }
    }

    private async Task<IReadOnlyList<JobResponse>> ActiveAsync() => (await system.User.GetAsync<Page<JobResponse>>(
        "/api/jobs?limit=500&status=pending&status=running&status=paused&status=interrupted")).Items;
}
