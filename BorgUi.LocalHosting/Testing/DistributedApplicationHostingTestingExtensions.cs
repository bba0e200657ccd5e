using BorgUi.LocalHosting.ApplicationModel;

namespace BorgUi.LocalHosting.Testing;

/// <summary>What tests ask of a started application.</summary>
public static class DistributedApplicationHostingTestingExtensions
{
    /// <summary>A client for the first instance of the resource.</summary>
    public static HttpClient CreateHttpClient(this DistributedApplication application, string resourceName, string? endpointName = null) =>
        new() { BaseAddress = application.GetEndpoint(resourceName, endpointName) };

    /// <summary>The address of the first instance of the resource.</summary>
    public static Uri GetEndpoint(this DistributedApplication application, string resourceName, string? endpointName = null) =>
        application.Instances.FirstOrDefault(instance => instance.Resource.Name == resourceName && endpointName is null or "http")?.Snapshot.Address
        ?? throw new ArgumentException($"There is no started resource '{resourceName}' with an address.", nameof(resourceName));

    public static async ValueTask<string?> GetConnectionStringAsync(
        this DistributedApplication application, string resourceName, CancellationToken cancellationToken = default) =>
        application.Resources.FirstOrDefault(resource => resource.Name == resourceName) is IResourceWithConnectionString resource
            ? await resource.GetConnectionStringAsync(cancellationToken)
            : throw new ArgumentException($"There is no resource '{resourceName}' with a connection string.", nameof(resourceName));

    /// <summary>The newest lines that all instances of the resource wrote (up to 500 each).</summary>
    public static IReadOnlyList<string> GetLogLines(this DistributedApplication application, string resourceName) =>
        [.. application.Instances.Where(instance => instance.Resource.Name == resourceName).SelectMany(instance => instance.Log.Lines())];
}
