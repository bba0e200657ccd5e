using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Jobs;
using BorgUi.Testing;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Jobs;

public sealed class JobControlTests : IAsyncLifetime
{
    private readonly WorkerFixture _worker = new();

    public Task InitializeAsync() => _worker.InitializeAsync();

    public Task DisposeAsync() => _worker.DisposeAsync();

    [Fact]
    public async Task A_cancelled_backup_ends_as_cancelled_and_the_repository_is_free()
    {
        _worker.StartWorker();
        var repository = await _worker.CreateRepositoryAsync();
        var job = await _worker.StartLongBackupAsync(repository);

        await _worker.Get<JobControl>().RequestCancelAsync(job.Id, default);

        var ended = await _worker.WaitForEndAsync(job.Id);
        Assert.Equal((JobStatus.Cancelled, null), (ended.Status, ended.ArchiveId));
        Assert.Contains(".checkpoint'", ended.LeftBehind, StringComparison.Ordinal);
        Assert.False(WorkerFixture.BorgOf(job).IsAlive());
        var next = await _worker.WaitForEndAsync(await _worker.EnqueueBackupAsync(repository, _worker.MakeSource("after", 1, 1)));
        Assert.Equal(JobStatus.Completed, next.Status);
    }

    [Fact]
    public async Task A_paused_backup_leaves_its_checkpoint_and_goes_on_from_there_under_its_id()
    {
        _worker.StartWorker();
        var repository = await _worker.CreateRepositoryAsync();
        var job = await _worker.StartLongBackupAsync(repository);

        await _worker.Get<JobControl>().RequestPauseAsync(job.Id, default);

        var paused = await _worker.WaitForAsync(job.Id, job => job.Status != JobStatus.Running);
        Assert.Equal((JobStatus.Paused, null, null), (paused.Status, paused.CompletedAt, paused.ArchiveId));
        Assert.Contains(".checkpoint'", paused.LeftBehind, StringComparison.Ordinal);
        Assert.False(WorkerFixture.BorgOf(job).IsAlive());

        _worker.ShortenLongSource();
        Assert.Equal(JobStartKind.Resumed, (await _worker.Get<JobRestart>().StartAsync(job.Id, default))!.Kind);
        var ended = await _worker.WaitForEndAsync(job.Id);
        Assert.Equal((JobStatus.Completed, 2), (ended.Status, ended.Attempt));
    }

    [Fact]
    public async Task A_worker_that_is_shut_down_ends_its_borg_and_the_job_is_interrupted()
    {
        var worker = _worker.StartWorker();
        var repository = await _worker.CreateRepositoryAsync();
        var job = await _worker.StartLongBackupAsync(repository);

        await worker.DisposeAsync();

        var after = await _worker.ReadAsync(job.Id);
        Assert.Equal((JobStatus.Interrupted, null), (after.Status, after.CompletedAt));
        Assert.False(WorkerFixture.BorgOf(job).IsAlive());
    }

    [Fact]
    public async Task A_job_whose_lease_ended_is_interrupted_its_borg_ended_and_its_repository_free()
    {
        _worker.StartWorker();
        var repository = await _worker.CreateRepositoryAsync();
        var job = await _worker.StartLongBackupAsync(repository);

        // As if this worker had been frozen for long and its lease had run out.
        await using (var db = _worker.NewContext())
        {
            await db.Database.ExecuteSqlAsync($"UPDATE jobs SET lease_expires_at = now() - interval '1 minute', lease_id = gen_random_uuid() WHERE id = {job.Id}");
        }

        await _worker.WaitForAsync(job.Id, job => job.Status == JobStatus.Interrupted);
        await Eventually.HoldsAsync(() => !WorkerFixture.BorgOf(job).IsAlive());
        var next = await _worker.WaitForEndAsync(await _worker.EnqueueBackupAsync(repository, _worker.MakeSource("after", 1, 1)));
        Assert.Equal(JobStatus.Completed, next.Status);
    }

    [Fact]
    public async Task A_dead_worker_of_this_machine_is_known_without_waiting_for_its_lease()
    {
        var repository = await _worker.AddRepositoryAsync();
        await _worker.EnqueueBackupAsync(repository, "/etc/hostname");
        var claim = await _worker.Get<JobQueue>().ClaimAsync(new(Guid.NewGuid(), "host/1", ["default"], [JobType.Backup], TimeSpan.FromHours(1)), default);
        _worker.StartWorker();
        await Eventually.HoldsAsync(() => File.Exists(Path.Combine(_worker.Folder, "data", "host-id")));
        var hostId = await File.ReadAllTextAsync(Path.Combine(_worker.Folder, "data", "host-id"));

        await using (var db = _worker.NewContext())
        {
            var job = await db.Jobs.AsNoTracking().SingleAsync(job => job.Id == claim!.JobId);
            db.Workers.Add(new()
            {
                Id = job.WorkerId!.Value, Name = "host/1", HostId = hostId, ProcessId = Environment.ProcessId, ProcessStartedAt = DateTimeOffset.UnixEpoch,
                Sites = ["default"], Slots = 1, StartedAt = DateTimeOffset.UnixEpoch, HeartbeatAt = DateTimeOffset.UnixEpoch,
            });
            await db.SaveChangesAsync();
        }

        var after = await _worker.WaitForAsync(claim!.JobId, job => job.Status == JobStatus.Interrupted);
        Assert.Contains("host/1", after.ErrorMessage);
    }

    [Fact]
    public async Task A_full_flood_of_jobs_never_runs_two_backups_of_one_repository()
    {
        _worker.StartWorker();
        _worker.StartWorker();
        var repository = await _worker.CreateRepositoryAsync();
        var source = _worker.MakeSource("flood", 3, 1000);
        var jobs = new List<Guid>();
        foreach (var file in Directory.GetFiles(source))
        {
            jobs.Add(await _worker.EnqueueBackupAsync(repository, file));
        }

        foreach (var job in jobs)
        {
            var ended = await _worker.WaitForEndAsync(job);
            Assert.True(ended.Status == JobStatus.Completed, $"{ended.Status}: {ended.ErrorMessage}");
        }
    }
}
