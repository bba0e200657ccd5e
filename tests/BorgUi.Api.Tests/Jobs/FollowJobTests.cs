using System.Net.ServerSentEvents;
using System.Text.Json;
using BorgUi.Contracts;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;
using BorgUi.ServiceDefaults.Redis;
using BorgUi.Testing.Redis;
using Microsoft.Extensions.DependencyInjection;

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
}

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

/// <summary>A reader of the stream, as a browser is one.</summary>
internal sealed class JobStream : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;

    private JobStream(HttpResponseMessage response, Stream body)
    {
        _response = response;
        _events = SseParser.Create(body).EnumerateAsync().GetAsyncEnumerator();
    }

    public string? LastEventId => _events.Current.EventId;

    public static async Task<JobStream> OpenAsync(ApiApplication api, Guid jobId, string? lastEventId = null)
    {
        var viewer = await api.AsAsync(Roles.Viewer);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/backup/logs/{jobId}");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await viewer.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new(response, await response.Content.ReadAsStreamAsync());
    }

    public async Task<T> NextAsync<T>(string eventType)
        where T : JobEvent
    {
        Assert.True(await _events.MoveNextAsync().AsTask().WaitAsync(Bound));
        Assert.Equal(eventType, _events.Current.EventType);
        return Assert.IsType<T>(JsonSerializer.Deserialize(_events.Current.Data, BorgUiJson.Default.JobEvent));
    }

    public async Task<bool> IsOverAsync() => !await _events.MoveNextAsync().AsTask().WaitAsync(Bound);

    public async ValueTask DisposeAsync()
    {
        _response.Dispose();
        await _events.DisposeAsync();
    }
}
