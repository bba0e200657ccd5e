using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Processes;
using BorgUi.Testing;
using BorgUi.Worker.Tests.Jobs;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>Workers that are frozen for longer than their lease, but not dead.</summary>
public sealed class FrozenWorkerTests : IAsyncLifetime
{
    // Long enough to be renewed on a slow machine until the worker is frozen; after that it is waited for.
    private const int FrozenLeaseSeconds = 30;

    private readonly WorkerFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task The_borg_of_a_worker_that_froze_is_ended_by_another_on_its_machine_and_its_late_write_is_refused()
    {
        await using var frozen = await WorkerProcess.StartAsync(_fixture, leaseSeconds: FrozenLeaseSeconds);
        var repository = await _fixture.CreateRepositoryAsync();
        var job = await _fixture.StartLongBackupAsync(repository);
        frozen.Send(Signal.Stop);

        _fixture.StartWorker();
        var after = await _fixture.WaitForAsync(job.Id, row => row.Status != JobStatus.Running);
        Assert.Equal(JobStatus.Interrupted, after.Status);
        Assert.False(WorkerFixture.BorgOf(job).IsAlive());

        frozen.Send(Signal.Continue);
        _fixture.ShortenLongSource();
        await _fixture.Get<JobRestart>().StartAsync(job.Id, default);
        var ended = await _fixture.WaitForEndAsync(job.Id);
        Assert.Equal((JobStatus.Completed, 2, null), (ended.Status, ended.Attempt, ended.ErrorMessage));
    }

    [Fact]
    public async Task A_second_borg_waits_for_the_lock_of_a_frozen_one_on_another_machine_and_goes_on_when_that_was_thawed()
    {
        var frozen = await WorkerProcess.StartAsync(_fixture, machine: "elsewhere", leaseSeconds: FrozenLeaseSeconds);
        await using var _ = frozen;
        var repository = await _fixture.CreateRepositoryAsync();
        var job = await _fixture.StartLongBackupAsync(repository);
        var first = WorkerFixture.BorgOf(job);
        frozen.Send(Signal.Stop);
        first.Send(Signal.Stop);

        _fixture.StartWorker();
        var after = await _fixture.WaitForAsync(job.Id, row => row.Status != JobStatus.Running);
        Assert.Equal(JobStatus.Interrupted, after.Status);
        Assert.StartsWith("What borg left is not known, the repository could not be opened: The repository is in use.", after.LeftBehind, StringComparison.Ordinal);
        Assert.True(first.IsAlive());

        _fixture.ShortenLongSource();
        await _fixture.Get<JobRestart>().StartAsync(job.Id, default);
        var waiting = await _fixture.WaitForAsync(job.Id, row => row.ProcessPid is not null);
        Assert.Null(waiting.Progress.OriginalSizeBytes);
        first.Send(Signal.Continue);
        frozen.Send(Signal.Continue);

        var ended = await _fixture.WaitForEndAsync(job.Id);
        Assert.Equal((JobStatus.Completed, 2), (ended.Status, ended.Attempt));
        Assert.False(first.IsAlive());
    }

    [Fact]
    public async Task A_worker_that_froze_when_its_backup_was_complete_finds_it_recorded_by_another_and_writes_nothing()
    {
        await using var frozen = await WorkerProcess.StartAsync(_fixture, leaseSeconds: FrozenLeaseSeconds);
        var repository = await _fixture.CreateRepositoryAsync();
        Guid id;
        await using (var archives = await TableLock.AgainstWritersAsync(_fixture.Database.ConnectionString, "archives"))
        {
            id = await _fixture.EnqueueBackupAsync(repository, _fixture.MakeSource("complete", files: 3, bytesEach: 1000));
            await archives.WaitForVisitorAsync();
            frozen.Send(Signal.Stop);
        }

        _fixture.StartWorker();
        var after = await _fixture.WaitForEndAsync(id);
        Assert.Equal((JobStatus.Completed, 3L), (after.Status, after.Progress.FilesProcessed));
        Assert.StartsWith("The archive '", after.LeftBehind, StringComparison.Ordinal);

        frozen.Send(Signal.Continue);
        await Eventually.HoldsAsync(() => frozen.HasSaid("the job is no longer ours"));
        var late = await _fixture.ReadAsync(id);
        Assert.Equal((after.Status, after.Sequence, after.CompletedAt, after.LeftBehind), (late.Status, late.Sequence, late.CompletedAt, late.LeftBehind));
        Assert.Equal(after.ArchiveId, Assert.Single(await _fixture.ArchivesOfAsync(repository)).Id);
    }

    [Fact]
    public async Task A_job_that_was_given_up_before_its_borg_had_the_lock_names_the_archive_that_came_all_the_same()
    {
        await using var frozen = await WorkerProcess.StartAsync(_fixture, machine: "elsewhere", leaseSeconds: FrozenLeaseSeconds);
        var repository = await _fixture.CreateRepositoryAsync();
        var source = _fixture.MakeSource("late", files: 3, bytesEach: 1_000_000);
        var first = await _fixture.WaitForEndAsync(await _fixture.EnqueueBackupAsync(repository, source));
        Job job;
        await using (await StuckReader.StartAsync(_fixture, repository, first.ArchiveId!.Value))
        {
            // It waits for a reader; whoever only looks need not.
            job = await _fixture.WaitForAsync(await _fixture.EnqueueBackupAsync(repository, source), row => row.ProcessPid is not null);
            frozen.Send(Signal.Stop);
            _fixture.StartWorker();
            var after = await _fixture.WaitForAsync(job.Id, row => row.Status != JobStatus.Running);
            Assert.Equal((JobStatus.Interrupted, "borg left nothing in the repository."), (after.Status, after.LeftBehind));
            await _fixture.Get<JobRecovery>().DismissAsync([job.Id], "a test", default);
        }

        await Eventually.HoldsAsync(async () => await StuckReader.CountArchivesAsync(_fixture, repository) == 2, "the borg of the frozen worker has saved its archive");
        frozen.Send(Signal.Continue);

        var told = await _fixture.WaitForAsync(job.Id, row => row.ArchiveId is not null);
        var late = (await _fixture.ArchivesOfAsync(repository)).Single(archive => archive.Id == told.ArchiveId);
        Assert.Equal(
            (JobStatus.Failed, $"The archive '{late.Name}' is complete all the same: borg went on after the job had been given up."), (told.Status, told.LeftBehind));
    }
}
