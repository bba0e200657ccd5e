using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;

namespace BorgUi.Core.Tests.Jobs;

public sealed class JobControlTests : IAsyncLifetime
{
    private readonly CoreFixture _core = new();

    private JobControl Control => _core.Get<JobControl>();

    public Task InitializeAsync() => _core.InitializeAsync();

    public Task DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task A_waiting_job_is_paused_at_once_and_goes_on_under_its_own_id()
    {
        var job = await _core.EnqueuePlanAsync();

        Assert.Equal(JobStatus.Paused, (await Control.RequestPauseAsync(job, default))!.Status);
        Assert.Null(await _core.ClaimAsync());

        var start = await _core.Get<JobRestart>().StartAsync(job, default);
        Assert.Equal((JobStartKind.Resumed, job, JobStatus.Pending), (start!.Kind, start.Job.JobId, start.Job.Status));
        Assert.Equal((2, null), ((await _core.ReadAsync(job)).Attempt, (await _core.ReadAsync(job)).PauseRequestedAt));
        Assert.Equal(job, (await _core.ClaimOneAsync()).JobId);
    }

    [Fact]
    public async Task The_worker_of_a_running_job_hears_of_a_pause_and_of_a_cancel_after_it()
    {
        await _core.EnqueuePlanAsync();
        var claim = await _core.ClaimOneAsync();

        Assert.Equal(JobStatus.Running, (await Control.RequestPauseAsync(claim.JobId, default))!.Status);
        Assert.Equal((false, true), await RenewAsync(claim));

        await Control.RequestCancelAsync(claim.JobId, default);
        Assert.Equal((true, true), await RenewAsync(claim));
        Assert.Null(await Control.RequestPauseAsync(claim.JobId, default));
    }

    [Theory]
    [InlineData(true, false, JobStatus.Cancelled)]
    [InlineData(false, true, JobStatus.Paused)]
    [InlineData(true, true, JobStatus.Cancelled)]
    [InlineData(false, false, JobStatus.Interrupted)]
    public async Task What_was_asked_stands_in_the_row_and_decides_when_the_worker_died(bool cancel, bool pause, JobStatus expected)
    {
        await _core.EnqueuePlanAsync();
        var claim = await _core.ClaimOneAsync();
        _ = pause ? await Control.RequestPauseAsync(claim.JobId, default) : null;
        _ = cancel ? await Control.RequestCancelAsync(claim.JobId, default) : null;

        var ending = await _core.Get<JobLedger>().FinishAsync(claim, new() { Status = JobStatus.Interrupted }, 1, default);

        Assert.Equal(expected, ending!.Job.Status);
        Assert.Equal(expected == JobStatus.Cancelled, (await _core.ReadAsync(claim.JobId)).CompletedAt is not null);
    }

    [Fact]
    public async Task A_backup_that_was_complete_stays_complete_whatever_was_asked()
    {
        await _core.EnqueuePlanAsync();
        var claim = await _core.ClaimOneAsync();
        await Control.RequestCancelAsync(claim.JobId, default);

        Assert.Equal(JobStatus.Completed, (await _core.Get<JobLedger>().FinishAsync(claim, new() { Status = JobStatus.Completed }, 1, default))!.Job.Status);
    }

    [Fact]
    public async Task The_priority_changes_only_while_a_job_waits()
    {
        var first = await _core.EnqueueBackupAsync(await _core.AddRepositoryAsync());
        var second = await _core.EnqueueBackupAsync(await _core.AddRepositoryAsync());

        Assert.NotNull(await Control.ChangePriorityAsync(second, 50, default));

        Assert.Equal(second, (await _core.ClaimOneAsync()).JobId);
        Assert.Null(await Control.ChangePriorityAsync(second, 0, default));
        Assert.Equal(first, (await _core.ClaimOneAsync()).JobId);
    }

    private async Task<(bool Cancel, bool Pause)> RenewAsync(JobClaim claim)
    {
        var renewal = Assert.Single(await _core.Get<JobQueue>().RenewAsync([claim.LeaseId], TimeSpan.FromSeconds(30), default));
        return (renewal.CancelRequested, renewal.PauseRequested);
    }
}
