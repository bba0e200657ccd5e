using BorgUi.LocalHosting.ApplicationModel;

namespace BorgUi.LocalHosting.Running;

/// <summary>Holds an instance back until everything that its resource waits for is there.</summary>
internal sealed class DependencyGate(ResourceNotificationService notifications)
{
    /// <exception cref="HostingException">A dependency ended or failed, so that waiting is in vain.</exception>
    public Task WaitAsync(IResource resource, CancellationToken cancellationToken) =>
        notifications.WaitAsync(snapshots => Of(resource).All(wait => IsSatisfied(resource, wait, snapshots)), cancellationToken);

    /// <summary>The names of what this resource waits for.</summary>
    public static IReadOnlyList<string> NamesFor(IResource resource) => [.. Of(resource).Select(wait => wait.Dependency.Name).Distinct()];

    /// <summary>What was said by WaitFor, and that a database of ours needs its server.</summary>
    public static IEnumerable<WaitAnnotation> Of(IResource resource)
    {
        var said = resource.Annotations.OfType<WaitAnnotation>();
        return resource is PostgresDatabaseResource { IsGiven: false } database ? said.Append(new(database.Parent, CompletionExitCode: null)) : said;
    }

    private static bool IsSatisfied(IResource waiter, WaitAnnotation wait, IReadOnlyList<ResourceSnapshot> snapshots)
    {
        var instances = snapshots.Where(snapshot => snapshot.ResourceName == wait.Dependency.Name).ToList();
        if (instances.Find(instance => IsInVain(wait, instance)) is { } ended)
        {
            throw new HostingException(ended.State == KnownResourceStates.Finished
                ? $"'{waiter.Name}' cannot start: '{ended.InstanceId}' has ended with exit code {ended.ExitCode}."
                : $"'{waiter.Name}' cannot start: '{ended.InstanceId}' failed to start.");
        }

        return instances.TrueForAll(instance => wait.CompletionExitCode is null ? instance.IsReady : instance.State == KnownResourceStates.Finished);
    }

    private static bool IsInVain(WaitAnnotation wait, ResourceSnapshot instance) =>
        instance.State == KnownResourceStates.FailedToStart
        || (instance.State == KnownResourceStates.Finished && instance.ExitCode != wait.CompletionExitCode);
}
