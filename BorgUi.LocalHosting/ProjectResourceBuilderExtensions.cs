using BorgUi.LocalHosting.ApplicationModel;

namespace BorgUi.LocalHosting;

public static class ProjectResourceBuilderExtensions
{
    /// <summary>With the launch profile of the AppHost's name, else the project's first one.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() =>
        builder.AddResource(new ProjectResource(name, new TProject(), new(Name: null, None: false)));

    /// <summary>With this launch profile; null means none, so the environment is Production.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new() =>
        builder.AddResource(new ProjectResource(name, new TProject(), new(launchProfileName, None: launchProfileName is null)));

    /// <summary>So many processes of this project, each with a port and an instance id of its own.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas));
    }
}
