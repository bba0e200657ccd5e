using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Repositories;
using BorgUi.Worker.Restores;

namespace BorgUi.Worker.Jobs;

/// <summary>The work that is left of a job whose worker died: to find out what is true, and to leave the repository usable.</summary>
internal sealed class JobRescue(IServiceProvider services, RepositoryKeyring keyring, RepositoryLook look)
{
    private const string NobodyLooked = "Nobody has looked into the repository: no worker that can reach it is running.";

    /// <param name="reason">What is known of the worker's end.</param>
    /// <param name="canLook">Whether this worker can reach the repository.</param>
    public async Task<JobEnd> RunAsync(JobRun run, string reason, bool canLook)
    {
        run.Log.Write(JobLogLevel.Warning, reason);
        if (run.Job.WorkEnd is { } known)
        {
            // Only hooks after the work are left to run.
            return known;
        }

        var interrupted = JobEnds.Interrupted(run, reason);
        if (!canLook && run is { Job.Repository: not null, Trace: not null })
        {
            return interrupted with { LeftBehind = run.Job is RestoreJob restore ? RestoreAftermath.Unseen(restore) : NobodyLooked };
        }

        try
        {
            return await ConcludeAsync(run, interrupted);
        }
        catch (Exception error)
        {
            // What goes wrong with looking makes no failure of a job that was interrupted.
            run.Log.Write(JobLogLevel.Error, error.Message);
            return interrupted with { LeftBehind = $"What it left is not known: {error.Message}" };
        }
    }

    private async Task<JobEnd> ConcludeAsync(JobRun run, JobEnd interrupted) =>
        services.GetKeyedService<IJobAftermath>(run.Claim.JobType) is { } aftermath ? await aftermath.ConcludeAsync(run, interrupted)
        : run.Job.RepositoryAccess == RepositoryAccess.Write && run.Trace is not null ? await UnlockAsync(run, interrupted)
        : interrupted;

    private async Task<JobEnd> UnlockAsync(JobRun run, JobEnd interrupted)
    {
        using var keys = keyring.Open(run.Job.Repository!);
        var found = await look.LookAsync(run, run.Job.Repository!, keys.Environment);
        return interrupted with
        {
            LeftBehind = found.Problem is null
                ? $"The repository can be opened. {found.LockNote}".TrimEnd()
                : $"The repository could not be opened: {found.Problem} {found.LockNote}".TrimEnd(),
        };
    }
}
