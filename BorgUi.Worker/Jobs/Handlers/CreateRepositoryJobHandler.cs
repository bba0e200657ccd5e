using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Repositories;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary><c>borg init</c>, then a first look.</summary>
internal sealed class CreateRepositoryJobHandler(JobBorg borg, RepositoryKeyring keyring, RepositorySync sync) : IJobHandler
{
    public async Task<JobEnd> RunAsync(JobRun run)
    {
        var repository = run.Job.Repository!;
        using var keys = keyring.Open(repository);
        run.Progress.Report(new() { Message = "Creating the repository" });
        var ended = await borg.RunAsync(
            run,
            BorgCommand.Init(repository.Location, new() { Encryption = repository.Encryption!, MakeParentFolders = true }),
            keys.Environment);
        return ended.IsDone || WasLeftByFirstTry(run, ended) ? await sync.RunAsync(run, repository, keys) : await sync.FailAsync(run, repository, ended);
    }

    // The first try may have lost the server right after borg init; whether what lies there opens with our passphrase is seen at once.
    private static bool WasLeftByFirstTry(JobRun run, BorgEnded ended) =>
        run.Job.TriggeredBy == JobTrigger.Retry && ended.Error is { Kind: BorgErrorCatalogue.RepositoryExists };
}
