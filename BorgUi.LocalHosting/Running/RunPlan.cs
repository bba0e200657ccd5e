using System.Globalization;
using BorgUi.LocalHosting.ApplicationModel;
using BorgUi.LocalHosting.Output;
using BorgUi.LocalHosting.Postgres;
using BorgUi.LocalHosting.Projects;
using BorgUi.LocalHosting.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace BorgUi.LocalHosting.Running;

/// <summary>Turns the model into instances: gives out the ports first, since everybody must know everybody's.</summary>
internal sealed class RunPlan(
    IReadOnlyList<IResource> resources,
    IConfiguration configuration,
    IHostEnvironment hostEnvironment,
    HostingOptions options,
    DataFolder data,
    ResourceNotificationService notifications,
    SecretMask mask,
    ConsoleOutput console,
    TimeProvider time)
{
    private const long LongestLogBytes = 10 * 1024 * 1024;
    private const int KeptLogs = 4;
    private const string LaunchProfileKey = "DOTNET_LAUNCH_PROFILE";

    private readonly ProjectEnvironment _environment = new(configuration, hostEnvironment, options);
    private readonly DependencyGate _gate = new(notifications);
    private readonly string _logs = data.CreateFolder("logs");

    public ResourceOrchestrator Build()
    {
        MaskGivenSecrets();
        ReserveChosenPorts();
        foreach (var server in resources.OfType<PostgresServerResource>())
        {
            server.Port = server.FixedPort ?? FreePort.Find();
        }

        foreach (var redis in resources.OfType<RedisResource>())
        {
            redis.Port = redis.FixedPort ?? FreePort.Find();
        }

        foreach (var project in resources.OfType<ProjectResource>())
        {
            project.Ports = [.. Enumerable.Range(0, project.Replicas).Select(_ => ChoosePort(project))];
        }

        return new([.. resources.SelectMany(Lifecycles)]);
    }

    private IEnumerable<ResourceLifecycle> Lifecycles(IResource resource) => resource switch
    {
        PostgresServerResource { IsNeeded: true } server => [Single(server, instance => new PostgresProgram(server, instance, data, options))],
        PostgresDatabaseResource database => [Single(database, _ => new PostgresDatabaseProgram(database))],
        RedisResource { IsGiven: true } redis => [Single(redis, _ => new GivenRedisProgram(redis.GivenConnectionString()!))],
        RedisResource redis => [Single(redis, instance => new RedisProgram(redis, instance, data, options.Programs))],
        ProjectResource project => [.. project.Ports.Select((port, index) => Replica(project, port, index))],
        _ => [],
    };

    private ResourceLifecycle Single(IResource resource, Func<ResourceInstance, IResourceProgram> program)
    {
        int? port = resource switch { PostgresServerResource server => server.Port, RedisResource { IsGiven: false } redis => redis.Port, _ => null };
        var instance = CreateInstance(resource, resource.Name, port);
        return new(instance, program(instance), _gate, time);
    }

    private ResourceLifecycle Replica(ProjectResource project, int port, int index)
    {
        var id = project.Ports.Count == 1 ? project.Name : string.Create(CultureInfo.InvariantCulture, $"{project.Name}-{index + 1}");
        var instance = CreateInstance(project, id, port);
        var isWaitedForCompletion = resources.SelectMany(DependencyGate.Of).Any(wait => wait.Dependency == project && wait.CompletionExitCode is not null);
        return new(instance, new ProjectProgram(project, instance, ProfileOf(project), _environment, isWaitedForCompletion, time), _gate, time);
    }

    private ResourceInstance CreateInstance(IResource resource, string id, int? port) =>
        new(resource, id, port, new(new(_logs, id, LongestLogBytes, KeptLogs), console.For(id), mask, time), notifications);

    /// <summary>Or the random port of one resource could be the very port that was chosen for another, which starts later.</summary>
    private void ReserveChosenPorts()
    {
        int?[] chosen =
        [
            .. resources.OfType<PostgresServerResource>().Select(server => server.FixedPort),
            .. resources.OfType<RedisResource>().Select(redis => redis.FixedPort),
            .. resources.OfType<ProjectResource>().Select(ChosenPort),
        ];
        foreach (var port in chosen.OfType<int>())
        {
            FreePort.Reserve(port);
        }
    }

    private int ChoosePort(ProjectResource project) => ChosenPort(project) ?? FreePort.Find();

    private int? ChosenPort(ProjectResource project) =>
        project is { IsExternal: true, Replicas: 1 } && !options.IsTest ? options.Port ?? ProfileOf(project)?.HttpPort : null;

    private LaunchProfile? ProfileOf(ProjectResource project) =>
        LaunchProfile.Choose(Path.GetDirectoryName(project.Metadata.ProjectPath)!, project.LaunchProfile, configuration[LaunchProfileKey]);

    /// <summary>Passwords inside connection strings that were given to us.</summary>
    private void MaskGivenSecrets()
    {
        foreach (var database in resources.OfType<PostgresDatabaseResource>().Where(database => database.IsGiven))
        {
            mask.Add(new Npgsql.NpgsqlConnectionStringBuilder(database.GivenConnectionString()).Password);
        }

        foreach (var redis in resources.OfType<RedisResource>().Where(redis => redis.IsGiven))
        {
            mask.Add(RedisAddress.Parse(redis.GivenConnectionString()!).Password);
        }
    }
}
