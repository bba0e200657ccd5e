using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Processes;
using BorgUi.Worker.Tests.Jobs;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>SIGTERM: a worker goes in an orderly way.</summary>
public sealed class DrainedWorkerTests : IAsyncLifetime
{
    private readonly WorkerFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task It_takes_no_more_jobs_lets_short_ones_end_and_gives_the_others_back()
    {
        await using var worker = await WorkerProcess.StartAsync(_fixture);
        var (busy, first, second) = (await _fixture.CreateRepositoryAsync(), await _fixture.CreateRepositoryAsync(), await _fixture.CreateRepositoryAsync());
        var large = await _fixture.StartLongBackupAsync(busy);
        await using var lockOfFirst = await ForeignLock.TakeAsync(_fixture, first);
        Guid shortOne, notBegun, late;
        await using (await ForeignLock.TakeAsync(_fixture, second))
        {
            // Both wait for a lock: of the short one the worker has to see the end, of the backup nothing is done yet.
            shortOne = await _fixture.EnqueueAsync(TestRepositoryJob.Of(second, "default", DateTimeOffset.UnixEpoch));
            notBegun = await _fixture.EnqueueBackupAsync(first, "/etc/hostname");
            await _fixture.WaitForAsync(shortOne, job => job.ProcessPid is not null);
            await _fixture.WaitForAsync(notBegun, job => job.ProcessPid is not null);

            worker.Send(Signal.Terminate);
            var given = await _fixture.WaitForAsync(notBegun, job => job.Status != JobStatus.Running);
            Assert.Equal((JobStatus.Pending, null, null), (given.Status, given.WorkerName, given.Command));
            var stopped = await _fixture.WaitForAsync(large.Id, job => job.Status != JobStatus.Running);
            Assert.Equal((JobStatus.Interrupted, "Its worker was shut down."), (stopped.Status, stopped.ErrorMessage));
            Assert.Contains(".checkpoint'", stopped.LeftBehind, StringComparison.Ordinal);
            late = await _fixture.EnqueueAsync(TestRepositoryJob.Of(busy, "default", DateTimeOffset.UnixEpoch));
            Assert.Equal(JobStatus.Running, (await _fixture.ReadAsync(shortOne)).Status);
        }

        Assert.Equal(JobStatus.Completed, (await _fixture.WaitForEndAsync(shortOne)).Status);
        Assert.Equal(0, await worker.WaitForExitAsync());
        Assert.Equal((JobStatus.Pending, JobStatus.Pending), ((await _fixture.ReadAsync(late)).Status, (await _fixture.ReadAsync(notBegun)).Status));
    }
}
