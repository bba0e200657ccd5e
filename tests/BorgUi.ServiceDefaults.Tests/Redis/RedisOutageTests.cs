using BorgUi.ServiceDefaults.Redis;
using BorgUi.Testing;
using BorgUi.Testing.Redis;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.ServiceDefaults.Tests.Redis;

public sealed class RedisOutageTests
{
    [Fact]
    public async Task A_process_starts_without_Redis_and_joins_when_it_comes()
    {
        await using var redis = RedisServer.CreateStopped();
        await using var app = await RedisApp.StartAsync(redis);
        await using var reader = new BusReader(app.Bus(), "jobs");
        await app.SayAsync("jobs", "into the void");

        await redis.StartAsync();

        Assert.Equal(ResyncReason.Subscribed, await reader.NextResyncAsync());
        await app.SayAsync("jobs", "now");
        Assert.Equal("now", await reader.NextTextAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Readers_are_told_to_fetch_the_state_again_after_a_restart(bool kill)
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var app = await RedisApp.StartAsync(redis);
        await using var reader = new BusReader(app.Bus(), "jobs");
        await reader.NextResyncAsync();

        await (kill ? redis.KillAsync() : redis.StopAsync());
        await redis.StartAsync();

        Assert.Equal(ResyncReason.Reconnected, await reader.NextResyncAsync());
        await app.SayAsync("jobs", "back");
        Assert.Equal("back", await reader.NextTextAsync());
    }

    [Fact]
    public async Task A_frozen_Redis_blocks_nobody_and_its_return_leads_to_a_resync()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var app = await RedisApp.StartAsync(redis);
        await using var reader = new BusReader(app.Bus(), "jobs");
        await reader.NextResyncAsync();

        redis.Freeze();
        var connection = app.Services.GetRequiredService<RedisConnection>();
        await Eventually.HoldsAsync(() => connection.Current is null);
        await app.SayAsync("jobs", "lost");
        redis.Thaw();

        Assert.Equal(ResyncReason.Reconnected, await reader.NextResyncAsync());
        await app.SayAsync("jobs", "awake");
        Assert.Equal("awake", await reader.NextTextAsync());
    }

    [Fact]
    public async Task Readers_that_kept_their_connection_learn_of_what_a_publisher_had_to_drop()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var readingApp = await RedisApp.StartAsync(redis);
        await using var reader = new BusReader(readingApp.Bus(), "jobs");
        await reader.NextResyncAsync();
        await using var writer = await RedisApp.StartAsync(redis, new() { ["BorgUi:Redis:PublishQueueLength"] = "1" });

        // Far more than fit: with a queue of one, what is published faster than Redis takes it is dropped.
        foreach (var number in Enumerable.Range(0, 500))
        {
            await writer.SayAsync("jobs", $"{number}");
        }

        Assert.Equal(ResyncReason.MessagesLost, await reader.NextResyncAsync());
    }

    [Fact]
    public async Task An_outage_is_logged_once_and_without_the_password()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var app = await RedisApp.StartAsync(redis);
        await Eventually.HoldsAsync(() => app.Logs.Lines.Any(line => line.Contains("Redis is connected")));

        await redis.KillAsync();
        await Eventually.HoldsAsync(() => app.Logs.Lines.Any(line => line.Contains("Redis is away")));
        foreach (var _ in Enumerable.Range(0, 20))
        {
            await app.SayAsync("jobs", "nobody hears this");
        }

        await redis.StartAsync();
        await Eventually.HoldsAsync(() => app.Logs.Lines.Count(line => line.Contains("Redis is connected")) == 2);

        Assert.Single(app.Logs.Lines, line => line.Contains("Redis is away"));
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains(redis.Password));
    }

    [Fact]
    public async Task A_wrong_password_is_an_outage_that_says_so()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var app = await TestApp.StartAsync(
            new() { ["ConnectionStrings:redis"] = $"localhost:{redis.Port},password=not-the-password" },
            builder => builder.AddRedisTransport());

        await Eventually.HoldsAsync(() => app.Logs.Lines.Any(line => line.Contains("it refuses the password")));

        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains("not-the-password"));
    }
}
