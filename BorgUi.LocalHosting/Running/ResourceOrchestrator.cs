using BorgUi.LocalHosting.ApplicationModel;

namespace BorgUi.LocalHosting.Running;

/// <summary>All instances of one run: starts them together, each waiting for what it needs, and stops them in reverse.</summary>
internal sealed class ResourceOrchestrator(IReadOnlyList<ResourceLifecycle> lifecycles) : IDisposable
{
    public IReadOnlyList<ResourceInstance> Instances { get; } = [.. lifecycles.Select(lifecycle => lifecycle.Instance)];

    public void Start()
    {
        foreach (var instance in Instances)
        {
            instance.PublishInitial();
        }

        foreach (var lifecycle in lifecycles)
        {
            lifecycle.Start();
        }
    }

    /// <summary>Stops every instance after all those that wait for it have ended.</summary>
    public async Task StopAsync()
    {
        Dictionary<IResource, Task> stops = [];
        await Task.WhenAll(lifecycles.Select(lifecycle => lifecycle.Instance.Resource).Distinct().Select(resource => StopOnceAsync(resource, stops)));
    }

    /// <summary>Ends every process at once.</summary>
    public void Kill()
    {
        foreach (var lifecycle in lifecycles)
        {
            lifecycle.Kill();
        }
    }

    public void Dispose()
    {
        foreach (var lifecycle in lifecycles)
        {
            lifecycle.Dispose();
            lifecycle.Instance.Log.Dispose();
        }
    }

    private Task StopOnceAsync(IResource resource, Dictionary<IResource, Task> stops)
    {
        if (!stops.TryGetValue(resource, out var stop))
        {
            stop = StopAfterWaitersAsync(resource, stops);
            stops[resource] = stop;
        }

        return stop;
    }

    private async Task StopAfterWaitersAsync(IResource resource, Dictionary<IResource, Task> stops)
    {
        var waiters = Instances.Select(instance => instance.Resource).Distinct()
            .Where(other => DependencyGate.Of(other).Any(wait => wait.Dependency == resource));
        await Task.WhenAll(waiters.Select(waiter => StopOnceAsync(waiter, stops)));
        await Task.WhenAll(lifecycles.Where(lifecycle => lifecycle.Instance.Resource == resource).Select(lifecycle => lifecycle.StopAsync()));
    }
}
