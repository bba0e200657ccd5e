using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BorgUi.LocalHosting;

// ---- model -------------------------------------------------------------------------------------------------------
public interface IResource { string Name { get; } }
public interface IResourceBuilder<out T> where T : IResource
{
    IDistributedApplicationBuilder ApplicationBuilder { get; }
    T Resource { get; }
}
public interface IResourceWithEnvironment : IResource;
public interface IResourceWithArgs : IResource;
public interface IResourceWithEndpoints : IResource;
public interface IResourceWithWaitSupport : IResource;
public interface IResourceWithConnectionString : IResource { ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default); }
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;
public interface IComputeResource : IResource;

public abstract class ParameterDefault;
public sealed class GenerateParameterDefault : ParameterDefault
{
    public int MinLength { get; set; }
    public bool Special { get; set; } = true;
}
public class ParameterResource(string name) : IResource { public string Name => name; }
public class PostgresServerResource(string name) : IResourceWithConnectionString, IResourceWithEndpoints, IResourceWithWaitSupport, IComputeResource
{
    public string Name => name;
    public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
public class PostgresDatabaseResource(string name) : IResourceWithConnectionString
{
    public string Name => name;
    public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
public class RedisResource(string name) : IResourceWithConnectionString, IResourceWithEndpoints, IResourceWithWaitSupport, IComputeResource
{
    public string Name => name;
    public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
public class ProjectResource(string name) : IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport, IComputeResource
{
    public string Name => name;
}
public interface IProjectMetadata
{
    string ProjectPath { get; }
    bool SuppressBuild => false;
}

// ---- application -------------------------------------------------------------------------------------------------
public interface IDistributedApplicationBuilder
{
    ConfigurationManager Configuration { get; }
    IHostEnvironment Environment { get; }
    IServiceCollection Services { get; }
    DistributedApplication Build();
}
public sealed class DistributedApplication : IAsyncDisposable
{
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => throw new NotImplementedException();
    public void Run() => throw new NotImplementedException();
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}

// ---- verbs -------------------------------------------------------------------------------------------------------
public static class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency) where T : IResourceWithWaitSupport => throw new NotImplementedException();
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0) where T : IResourceWithWaitSupport => throw new NotImplementedException();
    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args) where T : IResourceWithArgs => throw new NotImplementedException();
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value) where T : IResourceWithEnvironment => throw new NotImplementedException();
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter) where T : IResourceWithEnvironment => throw new NotImplementedException();
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder) where T : IResourceWithEndpoints => throw new NotImplementedException();
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null) where T : IResourceWithEndpoints => throw new NotImplementedException();
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false) where TDestination : IResourceWithEnvironment => throw new NotImplementedException();
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source) where TDestination : IResourceWithEnvironment => throw new NotImplementedException();
}
public static class ParameterResourceBuilderExtensions
{
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false) => throw new NotImplementedException();
}
public static class PostgresBuilderExtensions
{
    public static IResourceBuilder<PostgresServerResource> AddPostgres(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null, int? port = null) => throw new NotImplementedException();
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null) => throw new NotImplementedException();
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false) => throw new NotImplementedException();
}
public static class RedisBuilderExtensions
{
    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null) => throw new NotImplementedException();
    public static IResourceBuilder<RedisResource> WithDataVolume(this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false) => throw new NotImplementedException();
    public static IResourceBuilder<RedisResource> WithPersistence(this IResourceBuilder<RedisResource> builder, TimeSpan? interval = null, long keysChangedThreshold = 1) => throw new NotImplementedException();
}
public static class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name) where TProject : IProjectMetadata, new() => throw new NotImplementedException();
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name, string? launchProfileName) where TProject : IProjectMetadata, new() => throw new NotImplementedException();
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas) => throw new NotImplementedException();
}

// ---- deployment: does nothing in a local run ------------------------------------------------------------------------
public class DockerComposeEnvironmentResource(string name) : IResource { public string Name => name; }
public sealed class ComposeFile { public Dictionary<string, Service> Services { get; set; } = []; }
public sealed class Service { public Deploy? Deploy { get; set; } public string? Restart { get; set; } public List<string> Ports { get; set; } = []; }
public sealed class Deploy { public int? Replicas { get; set; } }
public static class DockerComposeEnvironmentExtensions
{
    public static IResourceBuilder<DockerComposeEnvironmentResource> AddDockerComposeEnvironment(this IDistributedApplicationBuilder builder, string name) => throw new NotImplementedException();
    public static IResourceBuilder<DockerComposeEnvironmentResource> ConfigureComposeFile(this IResourceBuilder<DockerComposeEnvironmentResource> builder, Action<ComposeFile> configure) => builder;
}
