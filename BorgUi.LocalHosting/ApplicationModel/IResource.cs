namespace BorgUi.LocalHosting.ApplicationModel;

/// <summary>A part of the application: a process, a server, a database, a parameter.</summary>
public interface IResource
{
    string Name { get; }

    /// <summary>What the verbs of AppHost.cs said about this resource.</summary>
    ResourceAnnotationCollection Annotations { get; }
}

public interface IResourceWithEnvironment : IResource;

public interface IResourceWithArgs : IResource;

public interface IResourceWithEndpoints : IResource;

public interface IResourceWithWaitSupport : IResource;

public interface IResourceWithConnectionString : IResource
{
    ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default);
}

public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

public interface IComputeResource : IResource;
