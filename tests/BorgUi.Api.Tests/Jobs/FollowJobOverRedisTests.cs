using System.Text.Json;
using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;
using BorgUi.ServiceDefaults.Redis;
using BorgUi.Testing.Redis;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.Api.Tests.Jobs;

/// <summary>The stream with Redis, which makes it immediate.</summary>
public sealed class FollowJobOverRedisTests : IAsyncLifetime
{
    private readonly ApiApplication _api = new();
    private RedisServer _redis = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartNewAsync();
        _api.Settings["ConnectionStrings:redis"] = _redis.ConnectionString;
        await _api.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _api.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Hands_on_events_that_are_newer_and_no_others()
    {
        var (jobId, claim) = await new TestWorker(_api).StartBackupAsync();
        await using var stream = await JobStream.OpenAsync(_api, jobId);
        var known = await stream.NextAsync<JobUpdate>("job_update");

        // Only on the bus, and not in the row: that it arrives proves the way it came.
        await PublishAsync(known with { Sequence = known.Sequence - 1, Percent = 1 });
        await PublishAsync(known with { JobId = Guid.NewGuid(), Sequence = known.Sequence + 1, Percent = 2 });
        await PublishUntilHeardAsync(stream, known with { Sequence = known.Sequence + 100, Percent = 33 });
        await new TestWorker(_api).FinishAsync(claim, JobStatus.Cancelled);
        await PublishAsync(known with { Sequence = known.Sequence + 101, Status = JobStatus.Cancelled });

        Assert.Equal(JobStatus.Cancelled, (await stream.NextAsync<JobUpdate>("job_update")).Status);
    }

    private async Task PublishUntilHeardAsync(JobStream stream, JobUpdate update)
    {
        // The subscription of the application may stand only after its first messages were sent.
        var heard = stream.NextAsync<JobUpdate>("job_update");
        while (await Task.WhenAny(heard, Task.Delay(TimeSpan.FromMilliseconds(200))) != heard)
        {
            await PublishAsync(update);
        }

        Assert.Equal(33, (await heard).Percent);
    }

    private async Task PublishAsync(JobEvent happened) => await _api.Services.GetRequiredService<IMessageBus>()
        .PublishAsync(JobChannels.Events, JsonSerializer.SerializeToUtf8Bytes(happened, BorgUiJson.Default.JobEvent));
}
