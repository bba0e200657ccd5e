using BorgUi.ServiceDefaults.Redis;
using BorgUi.Testing.Redis;

namespace BorgUi.ServiceDefaults.Tests.Redis;

public sealed class MessageBusTests
{
    [Fact]
    public async Task A_message_of_one_process_reaches_the_readers_of_another()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var writer = await RedisApp.StartAsync(redis);
        await using var other = await RedisApp.StartAsync(redis);
        await using var first = new BusReader(other.Bus(), "jobs", "plans");
        await using var second = new BusReader(other.Bus(), "jobs");
        Assert.Equal(new BusResync(ResyncReason.Subscribed), await first.NextAsync());
        Assert.Equal(new BusResync(ResyncReason.Subscribed), await second.NextAsync());

        await writer.SayAsync("jobs", "one");

        Assert.Equal("one", await first.NextTextAsync());
        Assert.Equal("one", await second.NextTextAsync());
    }

    [Fact]
    public async Task Messages_keep_their_order()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var app = await RedisApp.StartAsync(redis);
        await using var reader = new BusReader(app.Bus(), "jobs");
        await reader.NextResyncAsync();

        var sent = Enumerable.Range(0, 2000).Select(number => $"message {number}").ToList();
        foreach (var text in sent)
        {
            await app.SayAsync("jobs", text);
        }

        var received = new List<string>();
        while (received.Count < sent.Count)
        {
            received.Add(await reader.NextTextAsync());
        }

        Assert.Equal(sent, received);
    }

    [Fact]
    public async Task A_reader_that_leaves_does_not_disturb_the_others()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var app = await RedisApp.StartAsync(redis);
        await using var stays = new BusReader(app.Bus(), "jobs");
        await using (var leaves = new BusReader(app.Bus(), "jobs"))
        {
            await leaves.NextResyncAsync();
        }

        await stays.NextResyncAsync();
        await app.SayAsync("jobs", "still here");

        Assert.Equal("still here", await stays.NextTextAsync());
    }

    [Fact]
    public async Task A_reader_too_slow_for_its_queue_is_told_to_fetch_the_state_again()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var app = await RedisApp.StartAsync(redis, new() { ["BorgUi:Redis:ReadQueueLength"] = "2" });
        using var stop = new CancellationTokenSource();
        await using var slow = app.Bus().SubscribeAsync(["jobs"], stop.Token).GetAsyncEnumerator(stop.Token);
        await using var quick = new BusReader(app.Bus(), "jobs");
        Assert.True(await slow.MoveNextAsync());
        await quick.NextResyncAsync();

        foreach (var number in Enumerable.Range(1, 5))
        {
            // One at a time: this reader has a queue of two as well, and must not lose anything.
            await app.SayAsync("jobs", $"{number}");
            Assert.Equal($"{number}", await quick.NextTextAsync());
        }

        Assert.True(await slow.MoveNextAsync());
        Assert.Equal(new BusResync(ResyncReason.MessagesLost), slow.Current);
        Assert.True(await slow.MoveNextAsync());
        var kept = Assert.IsType<BusMessage>(slow.Current);
        Assert.Equal("4"u8.ToArray(), kept.Body.ToArray());
    }

    [Fact]
    public async Task An_empty_message_is_refused()
    {
        await using var redis = RedisServer.CreateStopped();
        await using var app = await RedisApp.StartAsync(redis);

        await Assert.ThrowsAsync<ArgumentException>(async () => await app.Bus().PublishAsync("jobs", default));
    }
}
