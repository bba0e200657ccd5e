using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Tests.Jobs;

public sealed class JobRecoveryTests : IAsyncLifetime
{
    private static readonly JobEnd Died = new() { Status = JobStatus.Interrupted, ErrorMessage = "Its worker died." };

    private readonly CoreFixture _core = new();

    private JobRecovery Recovery => _core.Get<JobRecovery>();

    public Task InitializeAsync() => _core.InitializeAsync();

    public Task DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task Recovered_jobs_are_paused_and_those_that_are_already_are_passed_over()
    {
        var job = await InterruptedAsync();
        var other = await InterruptedAsync();

        Assert.Equal([job], (await Recovery.RecoverAsync([job], queue: false, default)).Select(changed => changed.JobId));
        Assert.Equal([other], (await Recovery.RecoverAsync(null, queue: false, default)).Select(changed => changed.JobId));

        Assert.Empty(await Recovery.RecoverAsync(null, queue: true, default));
        Assert.Equal(JobStatus.Paused, (await _core.ReadAsync(job)).Status);
    }

    [Fact]
    public async Task Recovered_jobs_can_go_to_the_queue_at_once()
    {
        var job = await InterruptedAsync();

        Assert.Equal(JobStatus.Pending, Assert.Single(await Recovery.RecoverAsync(null, queue: true, default)).Status);

        Assert.Equal((2, null), ((await _core.ReadAsync(job)).Attempt, (await _core.ReadAsync(job)).ErrorMessage));
        Assert.Equal(job, (await _core.ClaimOneAsync()).JobId);
    }

    [Fact]
    public async Task Of_equal_interrupted_jobs_one_waits_and_the_others_are_paused()
    {
        var repository = await _core.AddRepositoryAsync();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await _core.EnqueueBackupAsync(repository);
            await _core.RunAsync(Died);
        }

        var changed = await Recovery.RecoverAsync(null, queue: true, default);

        Assert.Equal([JobStatus.Pending, JobStatus.Paused, JobStatus.Paused], changed.Select(job => job.Status));
    }

    [Fact]
    public async Task Dismissed_jobs_end_as_failed_with_the_reason()
    {
        var job = await InterruptedAsync();

        Assert.Equal(JobStatus.Failed, Assert.Single(await Recovery.DismissAsync(null, "ada", default)).Status);

        Assert.Equal("Its worker died. Dismissed by ada.", (await _core.ReadAsync(job)).ErrorMessage);
        Assert.NotNull((await _core.ReadAsync(job)).CompletedAt);
        Assert.Empty(await Recovery.DismissAsync([job], "ada", default));
    }

    [Theory]
    [InlineData(InterruptionPolicy.Ask, JobStatus.Interrupted)]
    [InlineData(InterruptionPolicy.Resume, JobStatus.Pending)]
    [InlineData(InterruptionPolicy.Dismiss, JobStatus.Failed)]
    public async Task A_plan_decides_over_its_interrupted_backups(InterruptionPolicy policy, JobStatus expected)
    {
        var job = await InterruptedAsync(policy);

        await Recovery.ApplyPoliciesAsync(default);

        Assert.Equal(expected, (await _core.ReadAsync(job)).Status);
    }

    [Fact]
    public async Task A_job_that_was_interrupted_again_and_again_asks_in_the_end()
    {
        var job = await InterruptedAsync(InterruptionPolicy.Resume);
        for (var attempt = 1; attempt < JobRecovery.MaximumAttempts; attempt++)
        {
            Assert.Single(await Recovery.ApplyPoliciesAsync(default));
            await _core.RunAsync(Died);
        }

        Assert.Empty(await Recovery.ApplyPoliciesAsync(default));
        Assert.Equal((JobStatus.Interrupted, JobRecovery.MaximumAttempts), ((await _core.ReadAsync(job)).Status, (await _core.ReadAsync(job)).Attempt));
    }

    private async Task<Guid> InterruptedAsync(InterruptionPolicy policy = InterruptionPolicy.Ask)
    {
        var job = await _core.EnqueuePlanAsync(policy);
        await _core.RunAsync(Died);
        return job;
    }
}
