using BorgUi.Core.Jobs;
using BorgUi.Worker.Repositories;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary>Brings archives and sizes in the database up to date with the repository; of an import it is the first look.</summary>
internal sealed class SyncRepositoryJobHandler(RepositoryKeyring keyring, RepositorySync sync) : IJobHandler
{
    public async Task<JobEnd> RunAsync(JobRun run)
    {
        var repository = run.Job.Repository!;
        using var keys = keyring.Open(repository);
        return await sync.RunAsync(run, repository, keys);
    }
}
