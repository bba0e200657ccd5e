using System.Net;
using System.Text;
using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;
using BorgUi.ServiceDefaults.Redis;
using BorgUi.Testing;
using BorgUi.Testing.Redis;
using BorgUi.Web.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.Web.Tests.Live;

public sealed class JobHubTests : IAsyncLifetime
{
    private static readonly Guid Job = Guid.Parse("01930000-0000-7000-8000-0000000000aa");

    private readonly CancellationTokenSource _bound = new(TimeSpan.FromMinutes(5));
    private RedisServer _redis = null!;
    private WebSite _site = null!;

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartNewAsync();
        _site = await WebSite.StartAsync(redis: _redis.ConnectionString);
        await RelayStandsAsync();
    }

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        await _redis.DisposeAsync();
        _bound.Dispose();
    }

    [Theory]
    [InlineData("/hubs/jobs/negotiate?negotiateVersion=1")]
    [InlineData("/hubs/jobs")]
    public async Task A_stranger_gets_401(string address)
    {
        using var stranger = _site.WithoutCookies();

        using var answer = await stranger.PostAsync(address, null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task An_update_reaches_those_who_watch_jobs_with_every_field_as_it_was_published()
    {
        using var browser = await OpenAsync();
        await browser.InvokeAsync("watch_jobs", "", _bound.Token);

        await PublishAsync($$"""{"event":"job_update","job_id":"{{Job}}","sequence":7,"percent":12.5,"a_field_of_tomorrow":[1] }""");

        var update = await browser.NextAsync("job_update", Job, _bound.Token);
        Assert.Equal(7, update.GetProperty("sequence").GetInt64());
        Assert.Equal(12.5, update.GetProperty("percent").GetDouble());
        Assert.Equal(1, update.GetProperty("a_field_of_tomorrow")[0].GetInt32());
    }

    [Fact]
    public async Task Log_lines_reach_only_those_who_watch_that_job()
    {
        using var follower = await OpenAsync();
        using var other = await OpenAsync();
        await follower.InvokeAsync("watch_job", $"\"{Job}\"", _bound.Token);
        await other.InvokeAsync("watch_jobs", "", _bound.Token);

        await PublishAsync($$"""{"event":"job_log","job_id":"{{Job}}","sequence":3,"lines":[{"number":3,"message":"hello"}]}""");
        await PublishAsync($$"""{"event":"job_update","job_id":"{{Job}}","sequence":8}""");

        var lines = await follower.NextAsync("job_log", Job, _bound.Token);
        Assert.Equal("hello", lines.GetProperty("lines")[0].GetProperty("message").GetString());
        Assert.Equal(8, (await other.NextAsync("job_update", Job, _bound.Token)).GetProperty("sequence").GetInt64());
    }

    [Fact]
    public async Task Those_who_watch_hear_that_alarms_have_changed()
    {
        using var browser = await OpenAsync();
        await browser.InvokeAsync("watch_jobs", "", _bound.Token);

        await _site.Services.GetRequiredService<IMessageBus>().PublishAsync(ChangeNotices.Channel, ChangeNotices.Alarms, _bound.Token);

        Assert.Equal("alarms", (await browser.NextAsync("changed", _bound.Token)).GetProperty("arguments")[0].GetString());
    }

    [Fact]
    public async Task What_is_no_job_event_is_left_out_and_the_relay_goes_on()
    {
        using var browser = await OpenAsync();
        await browser.InvokeAsync("watch_jobs", "", _bound.Token);

        foreach (var nonsense in (string[])["not json", "[]", "{}", """{"event":"job_update","job_id":7}"""])
        {
            await PublishAsync(nonsense);
        }

        await PublishAsync($$"""{"event":"job_update","job_id":"{{Job}}","sequence":9}""");

        Assert.Equal(9, (await browser.NextAsync("job_update", Job, _bound.Token)).GetProperty("sequence").GetInt64());
    }

    [Fact]
    public async Task Everybody_is_told_to_fetch_again_when_redis_was_away()
    {
        using var browser = await OpenAsync();
        await browser.InvokeAsync("watch_jobs", "", _bound.Token);

        await _redis.KillAsync();
        await _redis.StartAsync(_bound.Token);

        await browser.NextAsync("resync", _bound.Token);
    }

    private async Task<HubSocket> OpenAsync() =>
        await HubSocket.OpenAsync(_site, await _site.LoginCookieAsync(), _bound.Token);

    private async Task PublishAsync(string record) =>
        await _site.Services.GetRequiredService<IMessageBus>()
            .PublishAsync(JobChannels.Events, Encoding.UTF8.GetBytes(record), _bound.Token);

    /// <summary>Speaks until the relay is heard: only then is its subscription sure to stand.</summary>
    private async Task RelayStandsAsync()
    {
        using var listener = await OpenAsync();
        await listener.InvokeAsync("watch_jobs", "", _bound.Token);
        var heard = listener.NextAsync("job_update", Guid.Empty, _bound.Token);
        await Eventually.HoldsAsync(async () =>
        {
            await PublishAsync($$"""{"event":"job_update","job_id":"{{Guid.Empty}}","sequence":1}""");
            return heard.IsCompletedSuccessfully;
        });
    }
}
