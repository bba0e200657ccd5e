using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Repositories;

namespace BorgUi.Worker.Jobs.Handlers;

/// <summary>
/// <c>borg key change-passphrase</c>. The new passphrase becomes ours only when it has opened the repository; borg calls it a
/// success as well when it changed nothing. A run that was cut off after borg's change finds that out and goes on.
/// </summary>
internal sealed class ChangePassphraseJobHandler(JobBorg borg, RepositoryKeyring keyring, KeyRecord record) : IJobHandler
{
    public async Task<JobEnd> RunAsync(JobRun run)
    {
        var job = (ChangePassphraseJob)run.Job;
        if (record.NewPassphraseOf(job) is not { } passphrase)
        {
            return JobEnds.Refused(run, "The new passphrase was wiped when this job ended before.", "Ask for the change again, with the passphrase.");
        }

        using var keys = keyring.Open(job.Repository!);
        var end = await ChangeAsync(run, job, keys, passphrase);
        if (end.Status is not (JobStatus.Interrupted or JobStatus.Paused or JobStatus.Pending))
        {
            await record.WipeAsync(job.Id);
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

        await record.StorePassphraseAsync(job.RepositoryId!.Value, passphrase, await KeyfileAsync(run, job, withNew));
        return JobEnds.Done(run, opened);
    }

    // The key in the file is sealed by the passphrase: our copy must change with it.
    private async Task<string?> KeyfileAsync(JobRun run, ChangePassphraseJob job, BorgEnvironment environment)
    {
        if (job.Repository!.SealedKeyfile is null)
        {
            return null;
        }

        var exported = await borg.AskAsync(run, BorgCommand.KeyExport(job.Repository.Location), environment, CancellationToken.None);
        return ExportedKeyText.Of(exported) ?? throw new InvalidOperationException("borg gave no key after the passphrase of a key file was changed.");
    }
}
