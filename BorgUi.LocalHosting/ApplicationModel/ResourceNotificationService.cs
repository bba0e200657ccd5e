using System.Collections.Immutable;

namespace BorgUi.LocalHosting.ApplicationModel;

/// <summary>What all instances are doing, and a way to wait for a change of it.</summary>
public sealed class ResourceNotificationService
{
    private readonly Lock _publishing = new();
    private ImmutableSortedDictionary<string, ResourceSnapshot> _snapshots =
        ImmutableSortedDictionary.Create<string, ResourceSnapshot>(StringComparer.OrdinalIgnoreCase);

    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>All instances as they are now.</summary>
    public IReadOnlyList<ResourceSnapshot> Snapshots => [.. Volatile.Read(ref _snapshots).Values];

    /// <summary>Answers when every instance of the resource runs and is healthy.</summary>
    /// <exception cref="HostingException">It ended or failed to start, which no waiting will change.</exception>
    public async Task WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default)
    {
        await WaitAsync(
            snapshots =>
            {
                var instances = Of(resourceName, snapshots);
                if (instances.FirstOrDefault(instance => KnownResourceStates.IsTerminal(instance.State)) is { } ended)
                {
                    throw new HostingException(ended.Message ?? $"'{ended.InstanceId}' has ended with exit code {ended.ExitCode}.");
                }

                return instances.Count > 0 && instances.All(instance => instance.IsReady);
            },
            cancellationToken);
    }

    /// <summary>Answers when an instance of the resource is in this state (<see cref="KnownResourceStates"/>).</summary>
    public Task<ResourceSnapshot> WaitForResourceAsync(string resourceName, string targetState, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, snapshot => snapshot.State == targetState, cancellationToken);

    /// <summary>Answers with the first instance of the resource for which the condition holds.</summary>
    public async Task<ResourceSnapshot> WaitForResourceAsync(
        string resourceName, Func<ResourceSnapshot, bool> predicate, CancellationToken cancellationToken = default)
    {
        var snapshots = await WaitAsync(snapshots => Of(resourceName, snapshots).Any(predicate), cancellationToken);
        return Of(resourceName, snapshots).First(predicate);
    }

    /// <summary>Answers with all instances once the condition holds for them.</summary>
    public async Task<IReadOnlyList<ResourceSnapshot>> WaitAsync(
        Func<IReadOnlyList<ResourceSnapshot>, bool> predicate, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            // Taken before looking, so that a change in between is not missed.
            var changed = Volatile.Read(ref _changed).Task;
            var snapshots = Snapshots;
            if (predicate(snapshots))
            {
                return snapshots;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    internal ResourceSnapshot Get(string instanceId) => Volatile.Read(ref _snapshots)[instanceId];

    internal void Publish(ResourceSnapshot snapshot)
    {
        TaskCompletionSource changed;
        lock (_publishing)
        {
            _snapshots = _snapshots.SetItem(snapshot.InstanceId, snapshot);
            changed = _changed;
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    private static List<ResourceSnapshot> Of(string resourceName, IReadOnlyList<ResourceSnapshot> snapshots) =>
        [.. snapshots.Where(snapshot => string.Equals(snapshot.ResourceName, resourceName, StringComparison.OrdinalIgnoreCase))];
}
