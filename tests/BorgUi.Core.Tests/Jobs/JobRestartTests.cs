using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Tests.Jobs;

public sealed class JobRestartTests : IAsyncLifetime
{
    private static readonly JobEnd ALongFailure = new()
    {
        Status = JobStatus.Failed, ErrorMessage = "lost", ErrorId = "ConnectionClosed", ErrorHint = "again", ReturnCode = 80, RetryMayHelp = true,
        WarningCount = 1, Warnings = [new("/x", "gone")], StatsJson = "{}", LeftBehind = "a checkpoint",
        Progress = new() { Percent = 40, IsEstimate = true, Message = "m", FilesProcessed = 1, CurrentFile = "f", OriginalSizeBytes = 2, CompressedSizeBytes = 3, DeduplicatedSizeBytes = 4, TotalBytes = 5, SpeedBytes = 6, EtaSeconds = 7 },
    };

    private readonly CoreFixture _core = new();

    private JobRestart Restart => _core.Get<JobRestart>();

    public Task InitializeAsync() => _core.InitializeAsync();

    public Task DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task A_retry_asks_for_the_same_and_has_nothing_of_the_old_run()
    {
        var old = await _core.EnqueuePlanAsync(chain: ChainPolicy.Stop);
        await _core.RunAsync(ALongFailure);

        var start = await Restart.StartAsync(old, default);

        Assert.Equal(JobStartKind.Retried, start!.Kind);
        await using var db = _core.NewContext();
        var (was, retry) = (await db.Jobs.SingleAsync(job => job.Id == old), await db.Jobs.SingleAsync(job => job.Id == start.Job.JobId));
        var (fresh, entry) = (db.Entry(BackupJob.Of(null, Guid.Empty, "", Assert.IsType<BackupJob>(was).Details, default)), db.Entry(retry));
        string[] own = ["Id", "RetryOf", "Attempt", "CreatedAt"];
        string[] asked = ["JobType", "Priority", "RepositoryId", "PlanId", "ScheduledJobId", "Site", "RepositoryAccess", "DedupeKey", "TriggeredBy", "ChainId", "ChainStep"];
        foreach (var property in entry.Metadata.GetProperties().Select(property => property.Name).Except([.. own, "Details", "FollowUps", "Warnings", "Hooks", "HookRuns"]))
        {
            var expected = asked.Contains(property) ? db.Entry(was).Property(property).CurrentValue : fresh.Property(property).CurrentValue;
            Assert.Equal((property, expected), (property, entry.Property(property).CurrentValue));
        }

        Assert.Equal(new JobProgress(), retry.Progress);
        Assert.Empty(retry.Warnings);
        Assert.Equal(["/etc"], Assert.IsType<BackupJob>(retry).Details.Sources);
        Assert.Equal((old, 2), (retry.RetryOf, retry.Attempt));
        Assert.Equal([JobType.Prune, JobType.Compact, JobType.Check], retry.FollowUps!.Jobs.Select(job => job.JobType));
    }

    [Fact]
    public async Task Asking_twice_for_a_retry_gives_the_same_one()
    {
        var old = await _core.EnqueueBackupAsync(await _core.AddRepositoryAsync());
        await _core.RunAsync(ALongFailure);
        var first = await Restart.StartAsync(old, default);
        await _core.ClaimOneAsync();

        var second = await Restart.StartAsync(old, default);

        Assert.Equal((JobStartKind.EqualWaits, first!.Job.JobId), (second!.Kind, second.Job.JobId));
    }

    [Fact]
    public async Task A_job_whose_equal_waits_already_is_done_by_that_one()
    {
        var repository = await _core.AddRepositoryAsync();
        var paused = await _core.EnqueueBackupAsync(repository);
        await _core.Get<JobControl>().RequestPauseAsync(paused, default);
        var equal = await _core.EnqueueBackupAsync(repository);

        var start = await Restart.StartAsync(paused, default);

        Assert.Equal((JobStartKind.EqualWaits, equal), (start!.Kind, start.Job.JobId));
        Assert.Equal(JobStatus.Paused, (await _core.ReadAsync(paused)).Status);
    }

    [Theory]
    [InlineData(JobStatus.Completed)]
    [InlineData(JobStatus.CompletedWithWarnings)]
    public async Task What_has_completed_is_not_started_again(JobStatus end)
    {
        var job = await _core.EnqueuePlanAsync();
        Assert.Null(await Restart.StartAsync(job, default));
        await _core.RunAsync(new() { Status = end });

        Assert.Null(await Restart.StartAsync(job, default));
    }

    [Fact]
    public async Task A_passing_failure_is_tried_again_later_as_often_as_the_plan_says()
    {
        await _core.EnqueuePlanAsync(retries: 2);

        var first = (await _core.RunAsync(ALongFailure)).Retry;
        Assert.Null(await _core.ClaimAsync());
        Assert.Equal(TimeSpan.FromMinutes(5), await DelayOfAsync(first!.JobId));

        await DueNowAsync();
        var second = (await _core.RunAsync(ALongFailure)).Retry;
        Assert.Equal(TimeSpan.FromMinutes(10), await DelayOfAsync(second!.JobId));
        var job = await _core.ReadAsync(second.JobId);
        Assert.Equal((JobTrigger.Retry, 3, first.JobId), (job.TriggeredBy, job.Attempt, job.RetryOf));

        await DueNowAsync();
        Assert.Null((await _core.RunAsync(ALongFailure)).Retry);
    }

    [Fact]
    public async Task Other_failures_and_cancelled_jobs_are_never_tried_again_by_themselves()
    {
        await _core.EnqueuePlanAsync(retries: 2);
        Assert.Null((await _core.RunAsync(ALongFailure with { RetryMayHelp = false })).Retry);

        await _core.EnqueuePlanAsync(retries: 2);
        Assert.Null((await _core.RunAsync(ALongFailure with { Status = JobStatus.Cancelled })).Retry);

        await _core.EnqueueBackupAsync(await _core.AddRepositoryAsync());
        Assert.Null((await _core.RunAsync(ALongFailure)).Retry);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_retry_that_was_put_off_runs_at_once_when_somebody_wants_it_now(bool byName)
    {
        var old = await _core.EnqueuePlanAsync(retries: 2);
        var retry = (await _core.RunAsync(ALongFailure)).Retry!;

        if (byName)
        {
            Assert.Equal((JobStartKind.EqualWaits, retry.JobId), ((await Restart.StartAsync(old, default))!.Kind, (await Restart.StartAsync(old, default))!.Job.JobId));
        }
        else
        {
            await using var db = _core.NewContext();
            var failed = (BackupJob)await _core.ReadAsync(old);
            var equal = BackupJob.Of(failed.PlanId, failed.RepositoryId!.Value, "default", failed.Details, DateTimeOffset.UnixEpoch);
            Assert.Equal((retry.JobId, false), await JobQueue.EnqueueAsync(db, equal, default));
        }

        Assert.Equal(retry.JobId, (await _core.ClaimOneAsync()).JobId);
    }

    private async Task DueNowAsync()
    {
        await using var db = _core.NewContext();
        await db.Database.ExecuteSqlAsync($"UPDATE jobs SET not_before = now()");
    }

    private async Task<TimeSpan> DelayOfAsync(Guid jobId)
    {
        var job = await _core.ReadAsync(jobId);
        return (job.NotBefore - job.CreatedAt)!.Value;
    }
}
