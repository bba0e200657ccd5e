using BorgUi.Core.Jobs;
using BorgUi.Core.Repositories;
using BorgUi.Contracts.Repositories;
using BorgUi.Worker.Archives;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Jobs;

namespace BorgUi.Worker.Repositories;

/// <summary>Asks borg what is in a repository and writes it down: the end of every set-up, and a job of its own.</summary>
internal sealed class RepositorySync(JobBorg borg, ArchiveCatalogue catalogue)
{
    public async Task<JobEnd> RunAsync(JobRun run, Repository repository, RepositoryKeys keys)
    {
        run.Progress.Report(new() { Message = "Listing the archives" });
        var listed = await borg.RunAsync(run, BorgCommand.ListArchives(repository.Location), keys.Environment);
        if (!listed.IsDone)
        {
            return await FailAsync(run, repository, listed);
        }

        var sizesMissing = await catalogue.ReplaceAsync(repository.Id, ArchiveList.Parse(listed.Output).Archives, CancellationToken.None);
        run.Progress.Report(new() { Message = "Reading the sizes" });
        var described = await borg.RunAsync(
            run,
            sizesMissing ? BorgCommand.InfoArchives(repository.Location, ArchiveGlob.All) : BorgCommand.InfoRepository(repository.Location),
            keys.Environment);
        if (!described.IsDone)
        {
            return await FailAsync(run, repository, described);
        }

        await catalogue.DescribeAsync(repository.Id, RepositoryInfo.Parse(described.Output), CancellationToken.None);
        return JobEnds.Done(run, described);
    }

    /// <summary>Asks which archives are there now; writes nothing down.</summary>
    public async Task<ArchiveListing> LookAsync(
        JobRun run, Repository repository, RepositoryKeys keys, CancellationToken cancellationToken, bool withCheckpoints = false)
    {
        var ended = await borg.AskAsync(run, BorgCommand.ListArchives(repository.Location, withCheckpoints), keys.Environment, cancellationToken);
        return new(ended, ended.IsDone ? ArchiveList.Parse(ended.Output) : null);
    }

    /// <summary>Writes down what a look has found, and the sizes of the repository after a change.</summary>
    public async Task RecordAsync(JobRun run, Repository repository, RepositoryKeys keys, ArchiveList found)
    {
        await catalogue.ReplaceAsync(repository.Id, found.Archives, CancellationToken.None);
        if (run.Stopping.IsCancellationRequested)
        {
            return;
        }

        var described = await borg.AskAsync(run, BorgCommand.InfoRepository(repository.Location), keys.Environment, run.Stopping);
        if (described.IsDone)
        {
            await catalogue.DescribeAsync(repository.Id, RepositoryInfo.Parse(described.Output), CancellationToken.None);
        }
    }

    /// <summary>Ends the job, and says on the repository why it cannot be used, if borg did.</summary>
    public async Task<JobEnd> FailAsync(JobRun run, Repository repository, BorgEnded ended)
    {
        var end = JobEnds.Undone(run, ended);
        if (ended.Error is { } error && !IsInUse(repository, error))
        {
            var state = error.RetryMayHelp ? RepositoryState.Unreachable : RepositoryState.Error;
            await catalogue.TroubleAsync(repository.Id, state, end.ErrorMessage!, CancellationToken.None);
        }

        return end;
    }

    // A repository that somebody else holds locked is in use, not in trouble.
    private static bool IsInUse(Repository repository, BorgError error) => error.Kind == BorgErrorCatalogue.LockHeld && repository.State == RepositoryState.Ready;
}

/// <summary>What a listing found; <see cref="Archives"/> is null when borg could not list.</summary>
internal sealed record ArchiveListing(BorgEnded Ended, ArchiveList? Archives)
{
    public BorgArchive? Find(string borgId) => Archives?.Archives.FirstOrDefault(archive => archive.Id == borgId);
}
