namespace BorgUi.LocalHosting.ApplicationModel;

/// <summary>A project of this solution, run from its build output.</summary>
public class ProjectResource : Resource,
    IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport, IComputeResource
{
    internal ProjectResource(string name, IProjectMetadata metadata, ProjectLaunchProfile launchProfile)
        : base(name)
    {
        Metadata = metadata;
        LaunchProfile = launchProfile;
    }

    internal IProjectMetadata Metadata { get; }

    internal ProjectLaunchProfile LaunchProfile { get; }

    internal bool IsExternal => Annotations.OfType<ExternalHttpEndpointsAnnotation>().Any();

    internal int Replicas => Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1;

    /// <summary>The port of each replica; known before anything starts.</summary>
    internal IReadOnlyList<int> Ports { get; set; } = [];
}

/// <summary>Which profile of launchSettings.json: a named one, none, or (neither) the usual choice.</summary>
internal sealed record ProjectLaunchProfile(string? Name, bool None);
