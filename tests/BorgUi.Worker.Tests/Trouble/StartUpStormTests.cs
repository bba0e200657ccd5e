using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Processes;
using BorgUi.Worker.Tests.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>SIGTERM at any moment of a worker's start, again and again.</summary>
public sealed class StartUpStormTests : IAsyncLifetime
{
    private const int Starts = 8;
    private const int EndedBySigterm = 128 + 15;

    private readonly WorkerFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task A_worker_that_is_ended_while_it_starts_goes_cleanly_and_no_job_is_lost_or_doubled()
    {
        var repository = await CreateRepositoryAsync();
        List<Guid> jobs = [];
        var random = new Random(1);
        for (var start = 0; start < Starts; start++)
        {
            jobs.Add(await _fixture.EnqueueBackupAsync(repository, _fixture.MakeSource($"storm-{start}", files: 2, bytesEach: 1000)));
            await using var worker = await WorkerProcess.StartAsync(_fixture);
            await Task.Delay(random.Next(2500));
            worker.Send(Signal.Terminate);
            // Before the runtime listens for signals, SIGTERM ends it as any program.
            Assert.Contains(await worker.WaitForExitAsync(), new[] { 0, EndedBySigterm });
        }

        await AssertNobodyHoldsAnyAsync(jobs);
        _fixture.StartWorker();
        await _fixture.Get<JobRecovery>().RecoverAsync(null, queue: true, default);
        foreach (var job in jobs)
        {
            var ended = await _fixture.WaitForEndAsync(job);
            Assert.True(ended.Status == JobStatus.Completed, $"{ended.Status}: {ended.ErrorMessage}");
        }

        var archives = await _fixture.ArchivesOfAsync(repository);
        Assert.Equal(jobs.Order(), archives.Select(archive => archive.JobId!.Value).Order());
    }

    private async Task<Guid> CreateRepositoryAsync()
    {
        await using var worker = await WorkerProcess.StartAsync(_fixture);
        var repository = await _fixture.CreateRepositoryAsync();
        worker.Send(Signal.Terminate);
        Assert.Equal(0, await worker.WaitForExitAsync());
        return repository;
    }

    // Each worker has given back, ended or interrupted what it had taken.
    private async Task AssertNobodyHoldsAnyAsync(List<Guid> jobs)
    {
        await using var db = _fixture.NewContext();
        Assert.False(await db.Jobs.AnyAsync(job => jobs.Contains(job.Id) && job.Status == JobStatus.Running));
        Assert.False(await db.Workers.AnyAsync());
    }
}
