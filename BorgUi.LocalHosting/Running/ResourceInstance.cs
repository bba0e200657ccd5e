using System.Security.Cryptography;
using BorgUi.LocalHosting.ApplicationModel;
using BorgUi.LocalHosting.Output;

namespace BorgUi.LocalHosting.Running;

/// <summary>One process (or database) of a resource: what it is called, where it listens, what it says and what it does.</summary>
internal sealed class ResourceInstance(IResource resource, string id, int? port, ResourceLog log, ResourceNotificationService notifications)
{
    public IResource Resource => resource;

    public string Id => id;

    /// <summary>Eight characters, as Aspire gives them to telemetry.</summary>
    public string ServiceInstanceId { get; } = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 8);

    public int? Port => port;

    public ResourceLog Log => log;

    /// <summary>What we set for its process; shown, with secrets masked, on the resource page.</summary>
    public IReadOnlyDictionary<string, string> GivenEnvironment { get; set; } = new Dictionary<string, string>();

    public ResourceSnapshot Snapshot => notifications.Get(id);

    public void Publish(Func<ResourceSnapshot, ResourceSnapshot> change) => notifications.Publish(change(Snapshot));

    public void PublishInitial() => notifications.Publish(new()
    {
        ResourceName = resource.Name,
        InstanceId = id,
        State = KnownResourceStates.NotStarted,
        Address = resource is ProjectResource && port is not null ? new Uri(ResourceBuilderExtensions.Address(port.Value)) : null,
    });
}
