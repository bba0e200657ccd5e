using System.Text.Json;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Archives;
using BorgUi.Worker.Repositories;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary>Lists the archives only to see that the repository is there, that the passphrase fits, and how long that takes.</summary>
internal sealed class TestRepositoryJobHandler(RepositoryKeyring keyring, RepositorySync sync, ArchiveCatalogue catalogue) : IJobHandler
{
    public async Task<JobEnd> RunAsync(JobRun run)
    {
        var repository = run.Job.Repository!;
        using var keys = keyring.Open(repository);
        run.Progress.Report(new() { Message = "Opening the repository" });
        var look = await sync.LookAsync(run, repository, keys, run.Stopping);
        if (look.Archives is null)
        {
            return await sync.FailAsync(run, repository, look.Ended);
        }

        await catalogue.ReachedAsync(repository.Id, CancellationToken.None);
        return JobEnds.Done(run, look.Ended) with
        {
            StatsJson = JsonSerializer.Serialize(new(look.Archives.Archives.Count, Math.Round(look.Ended.Duration.TotalSeconds, 3)), JobStats.Default.TestStats),
        };
    }
}
