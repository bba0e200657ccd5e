using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Tests.Jobs;

public sealed class JobHistoryTests : IAsyncLifetime
{
    private readonly CoreFixture _core = new();

    public Task InitializeAsync() => _core.InitializeAsync();

    public Task DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task Of_each_repository_the_logs_of_the_newest_jobs_stay_and_all_jobs_do()
    {
        var (busy, quiet) = (await _core.AddRepositoryAsync(), await _core.AddRepositoryAsync());
        var ofQuiet = await RunWithLogAsync(quiet);
        Guid[] ofBusy = [await RunWithLogAsync(busy), await RunWithLogAsync(busy), await RunWithLogAsync(busy)];

        Assert.Equal(2, await RemoveLogsAsync(jobsKept: 1));
        Assert.Equal(0, await RemoveLogsAsync(jobsKept: 1));

        Assert.Equal(new[] { ofQuiet, ofBusy[2] }.Order(), (await LoggedAsync()).Order());
        Assert.NotNull((await _core.ReadAsync(ofBusy[0])).LogRemovedAt);
        Assert.Null((await _core.ReadAsync(ofBusy[2])).LogRemovedAt);
        Assert.Equal((JobStatus.Failed, 1), ((await _core.ReadAsync(ofBusy[0])).Status, (await _core.ReadAsync(ofBusy[0])).LogLines));
    }

    [Fact]
    public async Task The_log_of_a_job_that_has_not_ended_stays_however_many_came_after_it()
    {
        var running = await StartWithLogAsync(await _core.AddRepositoryAsync());
        await RunWithLogAsync(await _core.AddRepositoryAsync());

        await RemoveLogsAsync(jobsKept: 0, before: DateTimeOffset.UnixEpoch.AddYears(100));

        Assert.Equal([running.JobId], await LoggedAsync());
    }

    [Fact]
    public async Task Without_a_limit_nothing_is_removed_and_by_age_what_ended_before()
    {
        var job = await RunWithLogAsync(await _core.AddRepositoryAsync());
        var endedAt = (await _core.ReadAsync(job)).CompletedAt!.Value;

        Assert.Equal(0, await RemoveLogsAsync());
        Assert.Equal(0, await RemoveLogsAsync(before: endedAt));
        Assert.Equal(1, await RemoveLogsAsync(before: endedAt.AddSeconds(1)));
    }

    [Fact]
    public async Task Jobs_that_ended_before_are_deleted_and_those_that_did_not_end_are_not()
    {
        var running = await StartWithLogAsync(await _core.AddRepositoryAsync());
        var ended = await RunWithLogAsync(await _core.AddRepositoryAsync());

        await using var db = _core.NewContext();
        Assert.Equal(1, await JobHistory.DeleteEndedAsync(db, DateTimeOffset.UnixEpoch.AddYears(100), default));

        Assert.Equal([running.JobId], await db.Jobs.Select(job => job.Id).ToListAsync());
        Assert.DoesNotContain(ended, await LoggedAsync());
    }

    private async Task<Guid> RunWithLogAsync(Guid repositoryId)
    {
        var claim = await StartWithLogAsync(repositoryId);
        await _core.Get<JobLedger>().FinishAsync(claim, new() { Status = JobStatus.Failed, ErrorMessage = "It broke." }, claim.Sequence, default);
        return claim.JobId;
    }

    private async Task<JobClaim> StartWithLogAsync(Guid repositoryId)
    {
        await _core.EnqueueBackupAsync(repositoryId);
        var claim = await _core.ClaimOneAsync();
        await _core.Get<JobLogStore>().AppendAsync(claim, [new(1, DateTimeOffset.UnixEpoch, JobLogLevel.Info, "a line")], 0, default);
        return claim;
    }

    private async Task<int> RemoveLogsAsync(int? jobsKept = null, DateTimeOffset? before = null)
    {
        await using var db = _core.NewContext();
        return await JobHistory.RemoveLogsAsync(db, jobsKept, before, default);
    }

    private async Task<List<Guid>> LoggedAsync()
    {
        await using var db = _core.NewContext();
        return await db.JobLogChunks.Select(chunk => chunk.JobId).Distinct().ToListAsync();
    }
}
