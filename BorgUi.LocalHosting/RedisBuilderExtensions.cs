using BorgUi.LocalHosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace BorgUi.LocalHosting;

public static class RedisBuilderExtensions
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(60);

    /// <summary>A Redis server of our own, or the one that <c>ConnectionStrings:name</c> gives.</summary>
    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null) =>
        builder.AddResource(new RedisResource(
            name, password?.Resource ?? builder.AddPassword(name), port, () => builder.Configuration.GetConnectionString(name)));

    /// <summary>Keeps the data between runs.</summary>
    public static IResourceBuilder<RedisResource> WithDataVolume(this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false) =>
        isReadOnly ? throw new NotSupportedException("A local Redis server cannot run on a read-only folder.") : builder.WithPersistence();

    /// <summary>Writes a snapshot after this time (60 s) when at least that many keys (1) changed.</summary>
    public static IResourceBuilder<RedisResource> WithPersistence(
        this IResourceBuilder<RedisResource> builder, TimeSpan? interval = null, long keysChangedThreshold = 1) =>
        builder.WithAnnotation(new PersistenceAnnotation(interval ?? DefaultInterval, keysChangedThreshold));
}
