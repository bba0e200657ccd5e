using System.Collections.Concurrent;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Tests.Jobs;

public sealed class JobQueueTests : IAsyncLifetime
{
    private readonly CoreFixture _core = new();

    public Task InitializeAsync() => _core.InitializeAsync();

    public Task DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task Eight_claimers_take_every_job_once_and_never_two_writers_of_one_repository()
    {
        var repositories = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _core.AddRepositoryAsync()));
        foreach (var i in Enumerable.Range(0, 100))
        {
            await _core.EnqueueBackupAsync(repositories[i % repositories.Length], $"/source/{i}");
        }

        var taken = new ConcurrentBag<Guid>();
        var writing = new ConcurrentDictionary<Guid, int>();
        var overlaps = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (taken.Count < 100)
            {
                if (await _core.ClaimAsync() is not { } claim)
                {
                    await Task.Yield();
                    continue;
                }

                var repository = (await _core.ReadAsync(claim.JobId)).RepositoryId!.Value;
                overlaps += writing.AddOrUpdate(repository, 1, (_, count) => count + 1) > 1 ? 1 : 0;
                taken.Add(claim.JobId);
                writing.AddOrUpdate(repository, 0, (_, count) => count - 1);
                await _core.Get<JobLedger>().FinishAsync(claim, new() { Status = JobStatus.Completed }, claim.Sequence, default);
            }
        })));

        Assert.Equal(100, taken.Distinct().Count());
        Assert.Equal(100, taken.Count);
        Assert.Equal(0, overlaps);
    }

    [Fact]
    public async Task Racing_claimers_never_run_a_reader_beside_a_writer()
    {
        foreach (var _ in Enumerable.Range(0, 30))
        {
            var repository = await _core.AddRepositoryAsync();
            await _core.EnqueueBackupAsync(repository);
            await _core.EnqueueSyncAsync(repository);

            var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _core.ClaimAsync())));

            var claim = Assert.Single(claims, claim => claim is not null)!;
            await _core.Get<JobLedger>().FinishAsync(claim, new() { Status = JobStatus.Completed }, claim.Sequence, default);
            Assert.NotNull(await _core.ClaimAsync());
        }
    }

    [Fact]
    public async Task Racing_claimers_never_back_up_one_plan_into_two_repositories_at_once()
    {
        foreach (var _ in Enumerable.Range(0, 20))
        {
            var plan = await _core.AddPlanAsync(copies: 2);
            await using var db = _core.NewContext();
            await JobQueue.EnqueueAsync(db, BackupJob.Of(plan, plan.Repositories, DateTimeOffset.UnixEpoch), default);

            // Which of them comes first is open among those who race.
            var open = plan.Repositories.Select(repository => (Guid?)repository.Id).ToHashSet();
            while (open.Count > 0)
            {
                var claims = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _core.ClaimAsync())));

                var claim = Assert.Single(claims, claim => claim is not null)!;
                Assert.True(open.Remove((await _core.ReadAsync(claim.JobId)).RepositoryId));
                await _core.Get<JobLedger>().FinishAsync(claim, new() { Status = JobStatus.Completed }, claim.Sequence, default);
            }
        }
    }

    [Fact]
    public async Task Readers_share_a_repository()
    {
        var repository = await _core.AddRepositoryAsync();
        await _core.EnqueueSyncAsync(repository);
        Assert.NotNull(await _core.ClaimAsync());

        await _core.EnqueueSyncAsync(repository);

        Assert.NotNull(await _core.ClaimAsync());
    }

    [Fact]
    public async Task The_database_itself_refuses_a_second_writer()
    {
        var repository = await _core.AddRepositoryAsync();
        await _core.EnqueueBackupAsync(repository, "/a");
        var second = await _core.EnqueueBackupAsync(repository, "/b");
        await _core.ClaimOneAsync();

        await using var db = _core.NewContext();
        var error = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlAsync(
            $"UPDATE jobs SET status = 'running', lease_id = gen_random_uuid() WHERE id = {second}"));

        Assert.Equal(JobConfiguration.OneWriterIndex, error.ConstraintName);
    }

    [Fact]
    public async Task Twenty_equal_jobs_at_once_become_one()
    {
        var repository = await _core.AddRepositoryAsync();

        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => _core.EnqueueBackupAsync(repository))));

        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task An_equal_job_may_wait_while_the_first_runs()
    {
        var repository = await _core.AddRepositoryAsync();
        var first = await _core.EnqueueBackupAsync(repository);
        await _core.ClaimOneAsync();

        var second = await _core.EnqueueBackupAsync(repository);

        Assert.NotEqual(first, second);
        Assert.Null(await _core.ClaimAsync());
    }

    [Fact]
    public async Task Higher_priority_goes_first_and_other_sites_are_left_alone()
    {
        var (one, two, elsewhere) = (await _core.AddRepositoryAsync(), await _core.AddRepositoryAsync(), await _core.AddRepositoryAsync());
        await _core.EnqueueBackupAsync(one);
        var urgent = await _core.EnqueueBackupAsync(two, priority: 10);
        await _core.EnqueueBackupAsync(elsewhere, priority: 50, site: "elsewhere");

        Assert.Equal(urgent, (await _core.ClaimOneAsync()).JobId);
        Assert.NotNull(await _core.ClaimAsync());
        Assert.Null(await _core.ClaimAsync());
    }

    [Fact]
    public async Task A_lease_that_is_lost_cannot_be_renewed_and_writes_nothing()
    {
        await _core.EnqueueBackupAsync(await _core.AddRepositoryAsync());
        var claim = await _core.ClaimOneAsync(TimeSpan.FromMilliseconds(1));
        var recovery = _core.Get<JobRecovery>();
        RunningJob? orphan = null;
        await Testing.Eventually.HoldsAsync(async () => (orphan = (await recovery.FindSuspectsAsync("nobody", default)).SingleOrDefault()) is not null);
        var rescuer = await recovery.TakeOverAsync(orphan!, workerIsDead: false, Guid.NewGuid(), TimeSpan.FromSeconds(30), default);

        var ledger = _core.Get<JobLedger>();
        Assert.Empty(await _core.Get<JobQueue>().RenewAsync([claim.LeaseId], TimeSpan.FromSeconds(30), default));
        Assert.False(await ledger.RecordProgressAsync(claim, new() { FilesProcessed = 7 }, 0, 99, default));
        Assert.Null(await ledger.FinishAsync(claim, new() { Status = JobStatus.Completed }, 99, default));
        Assert.False(await _core.Get<JobLogStore>().AppendAsync(claim, [new(1, DateTimeOffset.UnixEpoch, JobLogLevel.Info, "late")], 0, default));
        Assert.NotNull(await ledger.FinishAsync(rescuer!, new() { Status = JobStatus.Interrupted, ErrorMessage = "gone" }, 1, default));
        var job = await _core.ReadAsync(claim.JobId);
        Assert.Equal((JobStatus.Interrupted, null, "gone"), (job.Status, job.Progress.FilesProcessed, job.ErrorMessage));
    }

    [Fact]
    public async Task A_renewed_lease_is_no_orphan_and_a_rescuer_that_comes_too_late_takes_nothing()
    {
        await _core.EnqueueBackupAsync(await _core.AddRepositoryAsync());
        var claim = await _core.ClaimOneAsync(TimeSpan.FromMilliseconds(1));
        var recovery = _core.Get<JobRecovery>();
        RunningJob? orphan = null;
        await Testing.Eventually.HoldsAsync(async () => (orphan = (await recovery.FindSuspectsAsync("nobody", default)).SingleOrDefault()) is not null);

        Assert.Single(await _core.Get<JobQueue>().RenewAsync([claim.LeaseId], TimeSpan.FromMinutes(1), default));

        Assert.Null(await recovery.TakeOverAsync(orphan!, workerIsDead: false, Guid.NewGuid(), TimeSpan.FromSeconds(30), default));
        Assert.Empty(await recovery.FindSuspectsAsync("nobody", default));
    }

    [Fact]
    public async Task Cancelling_ends_a_waiting_job_and_asks_the_worker_of_a_running_one()
    {
        var control = _core.Get<JobControl>();
        var waiting = await _core.EnqueueBackupAsync(await _core.AddRepositoryAsync());
        Assert.Equal(JobStatus.Cancelled, (await control.RequestCancelAsync(waiting, default))!.Status);
        Assert.Null(await control.RequestCancelAsync(waiting, default));

        await _core.EnqueueBackupAsync(await _core.AddRepositoryAsync());
        var claim = await _core.ClaimOneAsync();
        Assert.Equal(JobStatus.Running, (await control.RequestCancelAsync(claim.JobId, default))!.Status);
        Assert.True(Assert.Single(await _core.Get<JobQueue>().RenewAsync([claim.LeaseId], TimeSpan.FromSeconds(30), default)).CancelRequested);
    }

    [Fact]
    public async Task An_ended_job_never_changes_again()
    {
        await _core.EnqueueBackupAsync(await _core.AddRepositoryAsync());
        var claim = await _core.ClaimOneAsync();
        var ledger = _core.Get<JobLedger>();
        Assert.NotNull(await ledger.FinishAsync(claim, new() { Status = JobStatus.Failed, ErrorMessage = "first" }, 1, default));

        Assert.Null(await ledger.FinishAsync(claim, new() { Status = JobStatus.Completed }, 1, default));
        Assert.Null(await _core.Get<JobControl>().RequestCancelAsync(claim.JobId, default));
        Assert.Equal("first", (await _core.ReadAsync(claim.JobId)).ErrorMessage);
    }

    [Fact]
    public async Task A_released_job_waits_again_as_if_nothing_had_been()
    {
        await _core.EnqueueBackupAsync(await _core.AddRepositoryAsync());
        var claim = await _core.ClaimOneAsync();

        Assert.Equal(JobStatus.Pending, (await _core.Get<JobQueue>().ReleaseAsync(claim, default))!.Status);

        var job = await _core.ReadAsync(claim.JobId);
        Assert.Equal((JobStatus.Pending, null, null), (job.Status, job.StartedAt, job.WorkerName));
        Assert.Equal(claim.JobId, (await _core.ClaimOneAsync()).JobId);
    }

    [Fact]
    public async Task A_job_that_is_given_back_while_an_equal_one_waits_ends_because_one_is_enough()
    {
        var repository = await _core.AddRepositoryAsync();
        await _core.EnqueueBackupAsync(repository);
        var claim = await _core.ClaimOneAsync();
        var equal = await _core.EnqueueBackupAsync(repository);

        Assert.Equal(JobStatus.Cancelled, (await _core.Get<JobQueue>().ReleaseAsync(claim, default))!.Status);

        Assert.Equal(JobStatus.Pending, (await _core.ReadAsync(equal)).Status);
    }

    [Fact]
    public async Task What_was_asked_of_a_backup_round_trips_whatever_its_characters()
    {
        var odd = "/srv/a \"quoted\"\n<script>\\ path — ünïcode";
        var id = await _core.EnqueueBackupAsync(await _core.AddRepositoryAsync(), odd);

        Assert.Equal([odd], Assert.IsType<BackupJob>(await _core.ReadAsync(id)).Details.Sources);
    }
}
