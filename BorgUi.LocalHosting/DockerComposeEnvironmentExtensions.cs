using BorgUi.LocalHosting.ApplicationModel;

namespace BorgUi.LocalHosting;

/// <summary>Deployment with compose, which real Aspire does; a local run passes over it.</summary>
public static class DockerComposeEnvironmentExtensions
{
    public static IResourceBuilder<DockerComposeEnvironmentResource> AddDockerComposeEnvironment(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddResource(new DockerComposeEnvironmentResource(name));

    public static IResourceBuilder<DockerComposeEnvironmentResource> ConfigureComposeFile(
        this IResourceBuilder<DockerComposeEnvironmentResource> builder, Action<ComposeFile> configure) => builder;
}
