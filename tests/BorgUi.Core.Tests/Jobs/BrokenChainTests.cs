using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Tests.Jobs;

/// <summary>Chains that did not go straight through: retries, cancels, and jobs that were stopped on the way.</summary>
public sealed class BrokenChainTests : IAsyncLifetime
{
    private static readonly JobEnd Success = new() { Status = JobStatus.Completed };
    private static readonly JobEnd Failure = new() { Status = JobStatus.Failed, ErrorMessage = "wrong" };
    private static readonly JobEnd PassingFailure = Failure with { RetryMayHelp = true };

    private readonly CoreFixture _core = new();

    private JobRestart Restart => _core.Get<JobRestart>();

    public Task InitializeAsync() => _core.InitializeAsync();

    public Task DisposeAsync() => _core.DisposeAsync();

    [Theory]
    [InlineData(ChainPolicy.Stop, false)]
    [InlineData(ChainPolicy.Continue, true)]
    public async Task A_failure_that_is_tried_again_by_itself_decides_nothing_before_the_last_try(ChainPolicy policy, bool goesOn)
    {
        await _core.EnqueuePlanAsync(retries: 1, chain: policy);

        var first = await _core.RunAsync(PassingFailure);
        Assert.Equal((true, null), (first.Retry is not null, first.FollowUp));
        await DueNowAsync();
        var second = await _core.RunAsync(PassingFailure);

        Assert.Equal((null, goesOn), (second.Retry, second.FollowUp is not null));
    }

    [Fact]
    public async Task A_retry_that_succeeds_goes_on_with_what_was_to_follow()
    {
        var backup = await _core.EnqueuePlanAsync(retries: 1, chain: ChainPolicy.Stop);
        await _core.RunAsync(PassingFailure);
        await DueNowAsync();
        await _core.RunAsync(Success);
        var prune = (await _core.RunAsync(Failure)).Job;

        Assert.Equal(JobStartKind.Retried, (await Restart.StartAsync(prune.JobId, default))!.Kind);
        var compact = (await _core.RunAsync(Success)).FollowUp!;

        var job = await _core.ReadAsync(compact.JobId);
        Assert.Equal((JobType.Compact, 2, backup, null, 1), (job.JobType, job.ChainStep, job.ChainId, job.RetryOf, job.Attempt));
    }

    [Theory]
    [InlineData(ChainPolicy.Stop)]
    [InlineData(ChainPolicy.Continue)]
    public async Task What_has_followed_once_does_not_follow_a_retry_again(ChainPolicy policy)
    {
        await _core.EnqueuePlanAsync(chain: policy);
        await _core.RunAsync(Success);
        var prune = (await _core.RunAsync(Failure)).Job.JobId;
        if (policy == ChainPolicy.Stop)
        {
            await Restart.StartAsync(prune, default);
            await _core.RunAsync(Success);
        }

        await _core.RunAsync(Success);
        await _core.RunAsync(Success);
        Assert.Null(await _core.ClaimAsync());

        await Restart.StartAsync(prune, default);
        var again = await _core.RunAsync(Success);

        Assert.Equal((JobType.Prune, null), (again.Job.JobType, again.FollowUp));
        Assert.Null(await _core.ClaimAsync());
    }

    [Fact]
    public async Task A_cancel_ends_the_chain_and_a_start_takes_it_up_again()
    {
        var backup = await _core.EnqueuePlanAsync(chain: ChainPolicy.Continue);
        await _core.Get<JobControl>().RequestCancelAsync(backup, default);
        Assert.Null(await _core.ClaimAsync());

        await Restart.StartAsync(backup, default);
        var claim = await _core.ClaimOneAsync();
        await _core.Get<JobControl>().RequestCancelAsync(claim.JobId, default);
        var cancelled = await FinishAsync(claim, new() { Status = JobStatus.Cancelled });
        Assert.Equal((JobStatus.Cancelled, null), (cancelled.Job.Status, cancelled.FollowUp));

        await Restart.StartAsync(claim.JobId, default);
        Assert.Equal(JobType.Prune, (await _core.RunAsync(Success)).FollowUp?.JobType);
    }

    [Fact]
    public async Task A_cancel_that_comes_too_late_for_the_job_still_ends_the_chain()
    {
        await _core.EnqueuePlanAsync(chain: ChainPolicy.Continue);
        var claim = await _core.ClaimOneAsync();
        await _core.Get<JobControl>().RequestCancelAsync(claim.JobId, default);

        var ending = await FinishAsync(claim, Success);

        Assert.Equal((JobStatus.Completed, null), (ending.Job.Status, ending.FollowUp));
    }

    [Fact]
    public async Task Dismissing_an_interrupted_job_ends_the_chain()
    {
        var backup = await _core.EnqueuePlanAsync(chain: ChainPolicy.Continue);
        Assert.Null((await _core.RunAsync(new() { Status = JobStatus.Interrupted })).FollowUp);

        await _core.Get<JobRecovery>().DismissAsync(null, "somebody", default);

        Assert.Equal(JobStatus.Failed, (await _core.ReadAsync(backup)).Status);
        Assert.Null(await _core.ClaimAsync());
    }

    [Theory]
    [InlineData(JobStatus.Interrupted)]
    [InlineData(JobStatus.Paused)]
    public async Task A_job_that_was_stopped_and_goes_on_later_takes_its_chain_along(JobStatus stopped)
    {
        var backup = await _core.EnqueuePlanAsync(chain: ChainPolicy.Stop);
        Assert.Null((await _core.RunAsync(new() { Status = stopped })).FollowUp);

        await Restart.StartAsync(backup, default);

        Assert.Equal(JobType.Prune, (await _core.RunAsync(Success)).FollowUp?.JobType);
    }

    private async Task<JobEnding> FinishAsync(JobClaim claim, JobEnd end) => (await _core.Get<JobLedger>().FinishAsync(claim, end, claim.Sequence, default))!;

    private async Task DueNowAsync()
    {
        await using var db = _core.NewContext();
        await db.Database.ExecuteSqlAsync($"UPDATE jobs SET not_before = NULL");
    }
}
