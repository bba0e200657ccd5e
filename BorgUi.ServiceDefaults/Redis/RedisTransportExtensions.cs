using BorgUi.ServiceDefaults.Health;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BorgUi.ServiceDefaults.Redis;

/// <summary>Redis as the carrier of hints between processes.</summary>
public static class RedisTransportExtensions
{
    /// <summary>
    /// Registers <see cref="IMessageBus"/> over the Redis of <c>ConnectionStrings:redis</c> and its health check.
    /// Starting never waits for Redis; without a connection string everything is dropped and health is degraded.
    /// </summary>
    public static TBuilder AddRedisTransport<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        var services = builder.Services;
        services.AddSingleton<IValidateOptions<RedisOptions>, RedisOptionsValidator>();
        services.AddOptions<RedisOptions>().BindConfiguration(RedisOptions.Section).ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(RedisAddress.Parse(builder.Configuration.GetConnectionString("redis")));
        services.AddSingleton<RedisConnection>();
        services.AddSingleton<BusMetrics>();
        services.AddSingleton<RedisPublisher>();
        services.AddSingleton<IMessageBus, RedisMessageBus>();
        // In this order, so that the publisher, which is stopped first, can still send its last messages.
        services.AddHostedService(provider => provider.GetRequiredService<RedisConnection>());
        services.AddHostedService(provider => provider.GetRequiredService<RedisPublisher>());
        services.AddHealthChecks().AddCheck<RedisHealthCheck>(HealthCheckExtensions.Redis, HealthStatus.Degraded);
        return builder;
    }
}
