using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Core.Repositories;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Jobs;
using BorgUi.Worker.Repositories;

namespace BorgUi.Worker.Backups;

/// <summary>
/// Finds out what became of a backup whose borg did not end by itself. Its archive may be complete, for borg saves it before it
/// says so; else there may be a checkpoint, from which the next run goes on.
/// </summary>
internal sealed class BackupAftermath(JobBorg borg, RepositoryKeyring keyring, RepositoryLook look, BackupRecord record, JobScratch scratches) : IJobAftermath
{
    // A start time from /proc may be off by this much, and borg writes whole seconds.
    private static readonly TimeSpan ClockGrain = TimeSpan.FromSeconds(2);

    public async Task<JobEnd> ConcludeAsync(JobRun run, JobEnd interrupted)
    {
        await scratches.RemoveAsync(run.Job);
        using var keys = keyring.Open(run.Job.Repository!);
        return await ConcludeAsync(run, keys.Environment, interrupted);
    }

    /// <summary>The same with the repository open already, for a worker that is alive.</summary>
    /// <param name="stopped">The end if the archive is not there.</param>
    public async Task<JobEnd> ConcludeAsync(JobRun run, BorgEnvironment environment, JobEnd stopped)
    {
        if (run.Trace is not { } trace)
        {
            return stopped with { LeftBehind = "borg had not been started." };
        }

        var repository = run.Job.Repository!;
        var found = await look.LookAsync(run, repository, environment);
        if (found.Archives is not { } archives)
        {
            return stopped with { LeftBehind = Sentences($"What borg left is not known, the repository could not be opened: {found.Problem}", found.LockNote) };
        }

        var ofOthers = await record.FindOfOthersAsync(run);
        var made = archives.Where(archive => IsOf(trace, archive) && !ofOthers.Contains(archive.Id)).ToList();
        if (made.Find(archive => !archive.IsCheckpoint) is { } complete && await CompleteAsync(run, repository, environment, complete) is { } end)
        {
            return end with { LeftBehind = Sentences($"The archive '{complete.Name}' is complete: borg had saved it before it was cut off.", found.LockNote) };
        }

        return stopped with
        {
            LeftBehind = Sentences(
                made.FindLast(archive => archive.IsCheckpoint) is { } checkpoint
                    ? $"borg left the checkpoint '{checkpoint.Name}': what is in it need not be sent again."
                    : "borg left nothing in the repository.",
                found.LockNote),
        };
    }

    private async Task<JobEnd?> CompleteAsync(JobRun run, Repository repository, BorgEnvironment environment, BorgArchive archive)
    {
        var described = await borg.LookAsync(run, BorgCommand.InfoArchive(repository.Location, archive.Name), environment);
        if (!described.IsDone)
        {
            return null;
        }

        var info = RepositoryInfo.Parse(described.Output);
        run.Log.Write(JobLogLevel.Info, $"The archive '{archive.Name}' is complete.");
        return info.Archives is [var whole, ..]
            ? await record.AddAsync(run, new(whole, info.Cache, info.Encryption, info.Repository), JobEnds.FoundDone(run))
            : null;
    }

    // Nobody but the jobs of this plan writes into this repository with our command line, and no earlier attempt began after this one's
    // process. An earlier job may have, but for the grain of the clocks: its archive stands in the database.
    private static bool IsOf(BorgTrace trace, BorgArchive archive) =>
        archive.StartedAt >= trace.StartedAt - ClockGrain
        && archive.CommandLine is { Count: > 0 } arguments
        && BorgCommand.DisplayTextOf(arguments.Skip(1)) == trace.Command;

    private static string Sentences(string first, string? second) => second is null ? first : $"{first} {second}";
}
