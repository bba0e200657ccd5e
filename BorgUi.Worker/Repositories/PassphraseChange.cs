using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Jobs;
using BorgUi.Worker.Jobs.Handlers;

namespace BorgUi.Worker.Repositories;

/// <summary>
/// Makes a new passphrase ours after it has opened the repository. When the worker died between borg's change and that, the
/// repository itself tells which of the two is true.
/// </summary>
internal sealed class PassphraseChange(JobBorg borg, RepositoryKeyring keyring, RepositoryLook look, KeyRecord record, PatientDatabase database) : IJobAftermath
{
    public async Task<JobEnd> ConcludeAsync(JobRun run, JobEnd interrupted)
    {
        var job = (ChangePassphraseJob)run.Job;
        if (job.Details.IsStored)
        {
            return FoundDone(run);
        }

        using var keys = keyring.Open(job.Repository!);
        var withOld = await look.LookAsync(run, job.Repository!, keys.Environment);
        if (withOld.Problem is null)
        {
            return interrupted with { LeftBehind = $"The repository still has its old passphrase. {withOld.LockNote}".TrimEnd() };
        }

        return await HasAdoptedAsync(run, job, keys.Environment)
            ? FoundDone(run)
            : interrupted with { LeftBehind = $"Which passphrase the repository has now is not known, it could not be opened: {withOld.Problem} {withOld.LockNote}".TrimEnd() };
    }

    /// <summary>Stores a passphrase that has opened the repository; false when the job is no longer ours.</summary>
    public async Task<bool> AdoptAsync(JobRun run, ChangePassphraseJob job, string passphrase, BorgEnvironment environment)
    {
        var keyfile = await KeyfileAsync(run, job, environment);
        return await database.UntilDoneAsync(run.Lease, () => record.StorePassphraseAsync(run.Claim, job.RepositoryId!.Value, passphrase, keyfile));
    }

    private async Task<bool> HasAdoptedAsync(JobRun run, ChangePassphraseJob job, BorgEnvironment environment)
    {
        if (record.NewPassphraseOf(job) is not { } passphrase)
        {
            return false;
        }

        var withNew = environment with { Passphrase = passphrase };
        var found = await look.LookAsync(run, job.Repository!, withNew);
        return found.Problem is null && await AdoptAsync(run, job, passphrase, withNew);
    }

    // The key in the file is sealed by the passphrase: our copy must change with it.
    private async Task<string?> KeyfileAsync(JobRun run, ChangePassphraseJob job, BorgEnvironment environment)
    {
        if (job.Repository!.SealedKeyfile is null)
        {
            return null;
        }

        var exported = await borg.LookAsync(run, BorgCommand.KeyExport(job.Repository.Location), environment);
        return ExportedKeyText.Of(exported) ?? throw new InvalidOperationException("borg gave no key after the passphrase of a key file was changed.");
    }

    private static JobEnd FoundDone(JobRun run)
    {
        const string Found = "The new passphrase opens the repository: borg had changed it before the worker ended. It is stored now.";
        run.Log.Write(JobLogLevel.Info, Found);
        return JobEnds.FoundDone(run) with { LeftBehind = Found };
    }
}
