using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Repositories;
using BorgUi.Core.Secrets;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Repositories;

/// <summary>Keeps keys and passphrases that jobs have proven to work; sealed before they reach the database.</summary>
internal sealed class KeyRecord(IDbContextFactory<BorgUiDbContext> contexts, SecretBox secrets, TimeProvider time)
{
    public async Task StoreExportAsync(Guid repositoryId, string key)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var repository = await db.Repositories.SingleAsync(row => row.Id == repositoryId);
        if (repository.SealedKeyExport is { } former && secrets.Open(former, RepositorySecret.KeyExport(repositoryId)) != key)
        {
            repository.RecoveryKit = RecoveryKitState.Missing;
        }

        repository.SealedKeyExport = secrets.Seal(key, RepositorySecret.KeyExport(repositoryId));
        repository.KeyExportedAt = time.GetUtcNow();
        await db.SaveChangesAsync();
    }

    /// <summary>The passphrase that a job is to set; null when the job has ended before and it was wiped.</summary>
    public string? NewPassphraseOf(ChangePassphraseJob job) =>
        job.Details.SealedNewPassphrase is { Length: > 0 } seal ? secrets.Open(seal, ChangePassphraseJob.Purpose(job.Id)) : null;

    /// <summary>
    /// Makes the passphrase the repository's own, with the key file that goes with it, and takes it out of the job: both or
    /// neither. An export and a recovery kit from before no longer fit.
    /// </summary>
    /// <returns>False when the job is no longer ours, and nothing was written.</returns>
    public async Task<bool> StorePassphraseAsync(JobClaim claim, Guid repositoryId, string passphrase, string? keyfile)
    {
        await using var db = await contexts.CreateDbContextAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (!await WipeAsync(db, claim, isStored: true))
        {
            return false;
        }

        var repository = await db.Repositories.SingleAsync(row => row.Id == repositoryId);
        repository.SealedPassphrase = secrets.Seal(passphrase, RepositorySecret.Passphrase(repositoryId));
        repository.SealedKeyfile = keyfile is null ? repository.SealedKeyfile : secrets.Seal(keyfile, RepositorySecret.Keyfile(repositoryId));
        repository.SealedKeyExport = null;
        repository.KeyExportedAt = null;
        repository.RecoveryKit = RecoveryKitState.Missing;
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return true;
    }

    /// <summary>Takes the new passphrase out of a job that will not run again; false when the job is no longer ours.</summary>
    public async Task<bool> WipeAsync(JobClaim claim)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await WipeAsync(db, claim, isStored: false);
    }

    private static async Task<bool> WipeAsync(BorgUiDbContext db, JobClaim claim, bool isStored) => await db.Database.ExecuteSqlAsync($"""
        UPDATE jobs SET details = jsonb_build_object('sealedNewPassphrase', '', 'isStored', {isStored})
        WHERE id = {claim.JobId} AND lease_id = {claim.LeaseId} AND status = 'running'
        """) == 1;
}
