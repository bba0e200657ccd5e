using System.Text;
using BorgUi.ServiceDefaults.Redis;
using BorgUi.Testing.Redis;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.ServiceDefaults.Tests.Redis;

/// <summary>A process on the bus, impatient enough for tests.</summary>
internal static class RedisApp
{
    public static Task<TestApp> StartAsync(RedisServer redis, Dictionary<string, string?>? more = null) => TestApp.StartAsync(
        new Dictionary<string, string?>(more ?? [])
        {
            ["ConnectionStrings:redis"] = redis.ConnectionString,
            ["BorgUi:Redis:AnswerTimeout"] = "00:00:01.5",
            ["BorgUi:Redis:PingInterval"] = "00:00:00.5",
            ["BorgUi:Redis:MaxReconnectPause"] = "00:00:00.5",
        },
        builder => builder.AddRedisTransport());

    public static IMessageBus Bus(this TestApp app) => app.Services.GetRequiredService<IMessageBus>();

    public static ValueTask SayAsync(this TestApp app, string channel, string text) =>
        app.Bus().PublishAsync(channel, Encoding.UTF8.GetBytes(text));
}
