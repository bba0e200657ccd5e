using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Core.Repositories;
using BorgUi.Core.Secrets;
using BorgUi.Processes;
using BorgUi.Worker.Tests.Jobs;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>kill -9 of a worker that changes a passphrase: BorgUi ends with the one that the repository has.</summary>
public sealed class KilledPassphraseChangeTests : IAsyncLifetime
{
    private const string New = "the passphrase to come";

    private readonly WorkerFixture _fixture = new();
    private readonly SecretBox _secrets = new(WorkerFixture.SecretKey);

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Theory]
    [InlineData("repokey-blake2")]
    [InlineData("keyfile-blake2")]
    public async Task After_borgs_change_and_before_ours_the_new_one_is_found_out_and_stored(string encryption)
    {
        await using var victim = await WorkerProcess.StartAsync(_fixture);
        var repository = await _fixture.CreateRepositoryAsync(encryption: encryption);
        Guid id;
        await using (var repositories = await TableLock.AgainstWritersAsync(_fixture.Database.ConnectionString, "repositories"))
        {
            id = await _fixture.EnqueueAsync(ChangePassphraseJob.Of(repository, "default", New, _secrets, DateTimeOffset.UnixEpoch));
            await repositories.WaitForVisitorAsync();
            await victim.KillAsync();
        }

        Assert.Equal(WorkerFixture.Passphrase, await StoredPassphraseAsync(repository));
        _fixture.StartWorker();
        var after = await _fixture.WaitForAsync(id, job => job.Status != JobStatus.Running);
        Assert.Equal((JobStatus.Completed, New), (after.Status, await StoredPassphraseAsync(repository)));
        Assert.Empty(((ChangePassphraseJob)after).Details.SealedNewPassphrase);
        await _fixture.BackUpAsync(repository, "/etc/hostname");
    }

    [Fact]
    public async Task Before_borgs_change_the_old_one_stays_and_the_change_can_be_made_later()
    {
        await using var victim = await WorkerProcess.StartAsync(_fixture);
        var repository = await _fixture.CreateRepositoryAsync();
        Guid id;
        await using (await ForeignLock.TakeAsync(_fixture, repository))
        {
            id = await _fixture.EnqueueAsync(ChangePassphraseJob.Of(repository, "default", New, _secrets, DateTimeOffset.UnixEpoch));
            await _fixture.WaitForAsync(id, job => job.ProcessPid is not null);
            await victim.KillAsync();
        }

        _fixture.StartWorker();
        var after = await _fixture.WaitForAsync(id, job => job.Status != JobStatus.Running);
        Assert.Equal((JobStatus.Interrupted, WorkerFixture.Passphrase), (after.Status, await StoredPassphraseAsync(repository)));
        Assert.StartsWith("The repository still has its old passphrase.", after.LeftBehind, StringComparison.Ordinal);

        Assert.Single(await _fixture.Get<JobRecovery>().RecoverAsync([id], queue: true, default));
        var ended = await _fixture.WaitForEndAsync(id);
        Assert.Equal((JobStatus.Completed, New), (ended.Status, await StoredPassphraseAsync(repository)));
    }

    private async Task<string> StoredPassphraseAsync(Guid id) =>
        _secrets.Open((await _fixture.ReadRepositoryAsync(id)).SealedPassphrase!, RepositorySecret.Passphrase(id));
}
