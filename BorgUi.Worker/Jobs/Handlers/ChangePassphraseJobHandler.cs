using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Repositories;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary>
/// <c>borg key change-passphrase</c>. The new passphrase becomes ours only when it has opened the repository; borg calls it a
/// success as well when it changed nothing. A run that was cut off after borg's change finds that out and goes on.
/// </summary>
internal sealed class ChangePassphraseJobHandler(
    JobBorg borg, RepositoryKeyring keyring, KeyRecord record, PassphraseChange change, PatientDatabase database) : IJobHandler
{
    public async Task<JobEnd> RunAsync(JobRun run)
    {
        var job = (ChangePassphraseJob)run.Job;
        if (job.Details.IsStored)
        {
            return JobEnds.FoundDone(run);
        }

        if (record.NewPassphraseOf(job) is not { } passphrase)
        {
            return JobEnds.Refused(run, "The new passphrase was wiped when this job ended before.", "Ask for the change again, with the passphrase.");
        }

        using var keys = keyring.Open(job.Repository!);
        var end = await ChangeAsync(run, job, keys, passphrase);
        if (end.Status is JobStatus.Failed or JobStatus.Cancelled)
        {
            await database.UntilDoneAsync(run.Lease, () => record.WipeAsync(run.Claim));
        }

        return end;
    }

    private async Task<JobEnd> ChangeAsync(JobRun run, ChangePassphraseJob job, RepositoryKeys keys, string passphrase)
    {
        run.Progress.Report(new() { Message = "Changing the passphrase" });
        var location = job.Repository!.Location;
        var changed = await borg.RunAsync(run, BorgCommand.KeyChangePassphrase(location), keys.Environment with { NewPassphrase = passphrase });
        var isRefused = !changed.IsDone && changed is { Stop: BorgStop.None, Error.Kind: not "wrong-passphrase" };
        if (isRefused)
        {
            return JobEnds.Undone(run, changed);
        }

        // Changed, or the old one does not fit, or stopped at an unknown moment: which one opens it now?
        var withNew = keys.Environment with { Passphrase = passphrase };
        var opened = await borg.AskAsync(run, BorgCommand.ListArchives(location), withNew, CancellationToken.None);
        if (!opened.IsDone)
        {
            return !changed.IsDone ? JobEnds.Undone(run, changed)
                : JobEnds.Refused(run, "borg ended without an error, but the new passphrase does not open the repository; the old one is kept.", "Read the log; then change it again.");
        }

        if (!await change.AdoptAsync(run, job, passphrase, withNew))
        {
            run.Lease.Kill(JobStopReason.LeaseLost);
            return JobEnds.Stopped(run);
        }

        return JobEnds.Done(run, opened);
    }
}
