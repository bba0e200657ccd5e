using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Core.Repositories;
using BorgUi.Core.Secrets;
using BorgUi.Worker.Tests.Trouble;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Jobs;

public sealed class AutomaticRetryTests : IAsyncLifetime
{
    private readonly WorkerFixture _worker = new();

    public Task InitializeAsync() => _worker.InitializeAsync();

    public Task DisposeAsync() => _worker.DisposeAsync();

    [Fact]
    public async Task A_backup_that_met_a_foreign_lock_is_tried_again_and_succeeds_when_the_lock_is_gone()
    {
        _worker.StartWorker(("BorgUi:Borg:LockWait", "00:00:01"));
        var repository = await _worker.CreateRepositoryAsync();
        var plan = await _worker.AddPlanAsync(repository, retryAttempts: 2, "/etc/hostname");
        Guid id;
        await using (await ForeignLock.TakeAsync(_worker, repository))
        {
            id = await _worker.EnqueueBackupAsync(repository, plan, "/etc/hostname");
            var failed = await _worker.WaitForEndAsync(id);
            Assert.Equal((JobStatus.Failed, "LockTimeout"), (failed.Status, failed.ErrorId));
            Assert.Contains("laptop.example", failed.ErrorMessage, StringComparison.Ordinal);
        }

        var retry = Assert.Single(await RetriesAsync());
        Assert.Equal((id, JobStatus.Pending, JobTrigger.Retry), (retry.RetryOf!.Value, retry.Status, retry.TriggeredBy));
        Assert.True(retry.NotBefore > retry.CreatedAt);
        await MakeDueAsync(retry.Id);
        var ended = await _worker.WaitForEndAsync(retry.Id);
        Assert.Equal((JobStatus.Completed, null), (ended.Status, ended.ErrorMessage));
        Assert.Single(await _worker.ArchivesOfAsync(repository));
    }

    [Fact]
    public async Task A_backup_that_failed_for_good_is_not_tried_again()
    {
        _worker.StartWorker();
        var repository = await _worker.CreateRepositoryAsync();
        var plan = await _worker.AddPlanAsync(repository, retryAttempts: 2, "/etc/hostname");

        await StorePassphraseAsync(repository, "wrong");
        var wrong = await _worker.WaitForEndAsync(await _worker.EnqueueBackupAsync(repository, plan, "/etc/hostname"));
        Assert.Equal((JobStatus.Failed, "PassphraseWrong"), (wrong.Status, wrong.ErrorId));

        await StorePassphraseAsync(repository, WorkerFixture.Passphrase);
        Directory.Delete((await _worker.ReadRepositoryAsync(repository)).Location, recursive: true);
        var missing = await _worker.WaitForEndAsync(await _worker.EnqueueBackupAsync(repository, plan, "/etc/hostname"));
        Assert.Equal(JobStatus.Failed, missing.Status);

        Assert.Empty(await RetriesAsync());
    }

    private async Task<IReadOnlyList<Job>> RetriesAsync()
    {
        await using var db = _worker.NewContext();
        return await db.Jobs.AsNoTracking().Where(job => job.RetryOf != null).ToListAsync();
    }

    private async Task MakeDueAsync(Guid jobId)
    {
        await using var db = _worker.NewContext();
        await db.Database.ExecuteSqlAsync($"UPDATE jobs SET not_before = now() WHERE id = {jobId}");
    }

    private async Task StorePassphraseAsync(Guid repositoryId, string passphrase)
    {
        await using var db = _worker.NewContext();
        var seal = new SecretBox(WorkerFixture.SecretKey).Seal(passphrase, RepositorySecret.Passphrase(repositoryId));
        await db.Repositories.Where(repository => repository.Id == repositoryId).ExecuteUpdateAsync(row => row.SetProperty(repository => repository.SealedPassphrase, seal));
    }
}
