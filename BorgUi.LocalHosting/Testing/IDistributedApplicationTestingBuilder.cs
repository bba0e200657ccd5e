using BorgUi.LocalHosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BorgUi.LocalHosting.Testing;

/// <summary>An AppHost whose resources are known, before it is built.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable
{
    /// <summary>For what a test adds to a resource of the AppHost.</summary>
    /// <exception cref="ArgumentException">There is no resource of this name and kind.</exception>
    IResourceBuilder<T> CreateResourceBuilder<T>(string name)
        where T : IResource;

    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}

internal sealed class TestingBuilder(DistributedApplicationBuilder builder, TestedAppHost test) : IDistributedApplicationTestingBuilder
{
    public ConfigurationManager Configuration => builder.Configuration;

    public IHostEnvironment Environment => builder.Environment;

    public IServiceCollection Services => builder.Services;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource => builder.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(string name)
        where T : IResource =>
        builder.Resources.OfType<T>().FirstOrDefault(resource => resource.Name == name) is { } found
            ? new ResourceBuilder<T>(builder, found)
            : throw new ArgumentException($"The AppHost has no {typeof(T).Name} '{name}'.", nameof(name));

    public DistributedApplication Build() => throw new NotSupportedException("The AppHost itself builds, on its own thread: call BuildAsync.");

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) => test.BuildAsync(cancellationToken);

    public ValueTask DisposeAsync()
    {
        test.Dispose();
        return default;
    }
}
