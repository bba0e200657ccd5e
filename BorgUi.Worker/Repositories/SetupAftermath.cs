using BorgUi.Contracts.Repositories;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Archives;
using BorgUi.Worker.Jobs;

namespace BorgUi.Worker.Repositories;

/// <summary>A repository that was being set up when its worker died may be half made: it says so.</summary>
internal sealed class SetupAftermath(ArchiveCatalogue catalogue) : IJobAftermath
{
    public async Task<JobEnd> ConcludeAsync(JobRun run, JobEnd interrupted)
    {
        if (run.Job is { RepositoryId: { } id, Repository.State: RepositoryState.Creating })
        {
            await catalogue.TroubleAsync(
                id,
                RepositoryState.Error,
                "The worker ended while it was setting this repository up. Synchronise it to see what is there.",
                CancellationToken.None);
        }

        return interrupted;
    }
}
