using System.Reflection;
using BorgUi.LocalHosting.ApplicationModel;
using BorgUi.LocalHosting.Projects;
using BorgUi.LocalHosting.Running;
using BorgUi.LocalHosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BorgUi.LocalHosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private const string ProjectPathMetadata = "AppHostProjectPath";

    private readonly HostApplicationBuilder _host;
    private readonly TestedAppHost? _test;
    private readonly List<IResource> _resources = [];

    public DistributedApplicationBuilder(string[] args, TestedAppHost? test)
    {
        _test = test;
        var assembly = test?.EntryAssembly ?? Assembly.GetEntryAssembly();
        var projectFolder = ProjectFolder(assembly);
        ApplicationName = (assembly?.GetName().Name ?? "AppHost").Replace(".AppHost", "", StringComparison.Ordinal);
        _host = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            ApplicationName = assembly?.GetName().Name,
            ContentRootPath = projectFolder,
        });
        _host.Configuration.AddInMemoryCollection([new(HostingOptions.DataPathKey, test?.DataPath ?? DefaultDataPath(projectFolder))]);
        _host.Configuration.AddEnvironmentVariables();
        _host.Configuration.AddCommandLine(args, HostingOptions.Switches.ToDictionary());

        ResourcePagePort = LaunchProfile.Choose(projectFolder, new(Name: null, None: false), Configuration["DOTNET_LAUNCH_PROFILE"])?.HttpPort;

        // Processes have other working folders: what they are told must be absolute.
        Configuration[HostingOptions.DataPathKey] = Path.GetFullPath(Configuration[HostingOptions.DataPathKey]!);
        Parameters = new(Configuration, () => Path.Combine(Configuration[HostingOptions.DataPathKey]!, "parameters.json"), Mask);
    }

    public string ApplicationName { get; }

    /// <summary>The stable port of the AppHost itself, from its launch profile.</summary>
    public int? ResourcePagePort { get; }

    public ConfigurationManager Configuration => _host.Configuration;

    public IHostEnvironment Environment => _host.Environment;

    public IServiceCollection Services => _host.Services;

    public ParameterStore Parameters { get; }

    public SecretMask Mask { get; } = new();

    public IReadOnlyList<IResource> Resources => _resources;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        if (_resources.Exists(other => string.Equals(other.Name, resource.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArgumentException($"There are two resources of the name '{resource.Name}'.", nameof(resource));
        }

        _resources.Add(resource);
        return new ResourceBuilder<T>(this, resource);
    }

    /// <summary>In a test, waits here until the test has had its say.</summary>
    public DistributedApplication Build()
    {
        _test?.ModelIsComplete(this);
        var application = new DistributedApplication(this, _test);
        _test?.ApplicationIsBuilt(application);
        return application;
    }

    private static string ProjectFolder(Assembly? assembly)
    {
        var folder = assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(metadata => metadata.Key == ProjectPathMetadata)?.Value;
        return Directory.Exists(folder) ? folder : Directory.GetCurrentDirectory();
    }

    /// <summary><c>.data</c> beside the solution, which version control passes over.</summary>
    private static string DefaultDataPath(string projectFolder)
    {
        for (var folder = new DirectoryInfo(projectFolder); folder is not null; folder = folder.Parent)
        {
            if (folder.EnumerateFiles("*.sln").Any())
            {
                return Path.Combine(folder.FullName, ".data");
            }
        }

        return Path.Combine(projectFolder, ".data");
    }
}
