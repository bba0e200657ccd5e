using System.Globalization;
using BorgUi.LocalHosting.ApplicationModel;
using BorgUi.LocalHosting.Projects;
using Microsoft.AspNetCore.Http;

namespace BorgUi.LocalHosting;

/// <summary>The verbs that many kinds of resources understand.</summary>
public static class ResourceBuilderExtensions
{
    /// <summary>Starts only when every instance of the dependency runs, is healthy and ready.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport =>
        builder.WithAnnotation(new WaitAnnotation(dependency.Resource, CompletionExitCode: null));

    /// <summary>Starts only when the dependency has ended with this exit code; with another one it fails to start.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport =>
        builder.WithAnnotation(new WaitAnnotation(dependency.Resource, exitCode));

    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args)
        where T : IResourceWithArgs =>
        builder.WithAnnotation(new ArgumentsAnnotation(args));

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment =>
        builder.WithVariables((variables, _) =>
        {
            variables[name] = value ?? "";
            return default;
        });

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter)
        where T : IResourceWithEnvironment =>
        builder.WithVariables(async (variables, cancellationToken) =>
            variables[name] = await parameter.Resource.GetValueAsync(cancellationToken) ?? "");

    /// <summary>People enter here: the resource listens on its stable port.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints =>
        builder.WithAnnotation(new ExternalHttpEndpointsAnnotation());

    /// <summary>Healthy is who answers this path with this status (200).</summary>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints =>
        endpointName is null or "http"
            ? builder.WithAnnotation(new HttpHealthCheckAnnotation(path ?? "/", statusCode ?? StatusCodes.Status200OK))
            : throw new ArgumentException($"'{builder.Resource.Name}' has no endpoint '{endpointName}', only 'http'.", nameof(endpointName));

    /// <summary>Gives the connection string as <c>ConnectionStrings__name</c>, and its parts as <c>NAME_HOST</c> and so on.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        var name = connectionName ?? source.Resource.Name;
        return builder.WithVariables(async (variables, cancellationToken) =>
        {
            if (await source.Resource.GetConnectionStringAsync(cancellationToken) is { } connectionString)
            {
                variables[$"ConnectionStrings__{name}"] = connectionString;
                ConnectionProperties.Add(variables, name, source.Resource, connectionString);
            }
            else if (!optional)
            {
                throw new HostingException($"There is no connection string '{name}' for '{builder.Resource.Name}'.");
            }
        });
    }

    /// <summary>Gives the addresses of all instances as <c>services__name__http__0</c> and on, the first also as <c>NAME_HTTP</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment =>
        builder.WithVariables((variables, _) =>
        {
            var name = source.Resource.Name;
            var ports = source.Resource is ProjectResource project ? project.Ports : [];
            foreach (var (index, port) in ports.Index())
            {
                variables[string.Create(CultureInfo.InvariantCulture, $"services__{name}__http__{index}")] = Address(port);
            }

            if (ports.Count > 0)
            {
                variables[$"{ConnectionProperties.Prefix(name)}_HTTP"] = Address(ports[0]);
            }

            return default;
        });

    internal static string Address(int port) => string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}");

    private static IResourceBuilder<T> WithVariables<T>(
        this IResourceBuilder<T> builder, Func<IDictionary<string, string>, CancellationToken, ValueTask> applyAsync)
        where T : IResource =>
        builder.WithAnnotation(new EnvironmentAnnotation(applyAsync));
}
