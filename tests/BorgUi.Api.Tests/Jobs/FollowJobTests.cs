using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BorgUi.Api.Tests.Jobs;

/// <summary>The stream without Redis, which nobody started here.</summary>
public sealed class FollowJobTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private readonly TestWorker _worker = new(api);

    [Fact]
    public async Task Tells_everything_that_comes_and_ends_with_the_job()
    {
        var (jobId, claim) = await _worker.StartBackupAsync();
        await _worker.LogAsync(claim, 1, (JobLogLevel.Info, "one"), (JobLogLevel.Info, "two"));
        await using var stream = await JobStream.OpenAsync(api, jobId);

        Assert.Equal(["one", "two"], (await stream.NextAsync<JobLogAppended>("job_log")).Lines.Select(line => line.Message));
        Assert.Equal(JobStatus.Running, (await stream.NextAsync<JobUpdate>("job_update")).Status);
        await _worker.LogAsync(claim, 3, (JobLogLevel.Info, "three"));
        Assert.Equal("three", Assert.Single((await stream.NextAsync<JobLogAppended>("job_log")).Lines).Message);
        Assert.Equal("3", stream.LastEventId);
        await _worker.ProgressAsync(claim, 50, sequence: 5);
        Assert.Equal(50, (await stream.NextAsync<JobUpdate>("job_update")).Percent);
        await _worker.FinishAsync(claim, JobStatus.Completed);

        Assert.Equal(JobStatus.Completed, (await stream.NextAsync<JobUpdate>("job_update")).Status);
        Assert.Equal(JobStatus.Completed, (await stream.NextAsync<JobUpdate>("end")).Status);
        Assert.True(await stream.IsOverAsync());
    }

    [Fact]
    public async Task Goes_on_behind_the_last_event_that_the_reader_had()
    {
        var (jobId, claim) = await _worker.StartBackupAsync();
        await _worker.LogAsync(claim, 1, (JobLogLevel.Info, "one"), (JobLogLevel.Info, "two"), (JobLogLevel.Info, "three"));
        await _worker.FinishAsync(claim, JobStatus.Completed);

        await using var stream = await JobStream.OpenAsync(api, jobId, lastEventId: "2");

        Assert.Equal("three", Assert.Single((await stream.NextAsync<JobLogAppended>("job_log")).Lines).Message);
        await stream.NextAsync<JobUpdate>("job_update");
        await stream.NextAsync<JobUpdate>("end");
    }

    [Fact]
    public async Task Ends_when_the_reader_logs_out()
    {
        var (jobId, _) = await _worker.StartBackupAsync();
        await api.AddUserAsync("reader", Roles.Viewer);
        var reader = api.With((await api.LogInAsync("reader")).AccessToken);
        await using var stream = await JobStream.OpenAsync(api, jobId, client: reader);
        await stream.NextAsync<JobUpdate>("job_update");

        await reader.PostAsync("/api/auth/logout");

        Assert.True(await stream.IsOverAsync());
    }

    [Fact]
    public async Task Ends_when_the_process_stops()
    {
        var stopping = new ApiApplication();
        await stopping.InitializeAsync();
        var (jobId, _) = await new TestWorker(stopping).StartBackupAsync();
        await using var stream = await JobStream.OpenAsync(stopping, jobId);
        await stream.NextAsync<JobUpdate>("job_update");

        stopping.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.True(await stream.IsOverAsync());
        await stopping.DisposeAsync();
    }
}
