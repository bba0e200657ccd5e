using System.Net;
using System.Runtime.InteropServices;
using BorgUi.LocalHosting.ApplicationModel;
using BorgUi.LocalHosting.Running;
using BorgUi.Processes;

namespace BorgUi.LocalHosting.Projects;

/// <summary>A project, run from its build output in its own folder.</summary>
internal sealed class ProjectProgram(
    ProjectResource project,
    ResourceInstance instance,
    LaunchProfile? profile,
    ProjectEnvironment environment,
    bool isWaitedForCompletion,
    TimeProvider time) : IResourceProgram
{
    // A worker gives its borg 25 s to end cleanly.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(35);
    private static readonly TimeSpan HealthPatience = TimeSpan.FromSeconds(10);

    private readonly HttpHealthCheckAnnotation? _healthCheck = project.Annotations.OfType<HttpHealthCheckAnnotation>().LastOrDefault();

    public bool IsCrash(int exitCode) => !isWaitedForCompletion && (_healthCheck is not null || exitCode != 0);

    public async Task<IRunningProgram> StartAsync(CancellationToken cancellationToken)
    {
        var assembly = project.Metadata.TargetPath;
        if (!File.Exists(assembly))
        {
            throw new HostingException($"'{instance.Id}' cannot start: {assembly} is not there. Build the solution first.");
        }

        if (!isWaitedForCompletion)
        {
            var advice = project.IsExternal ? "Stop that program, or choose another port with --port." : "Stop that program and start again.";
            await PortGuard.RequireFreeAsync(instance.Port!.Value, instance.Id, advice, time, cancellationToken);
        }

        var given = await environment.GivenAsync(project, instance, profile, cancellationToken);
        instance.GivenEnvironment = given;
        return await ChildProgram.StartAsync(
            new()
            {
                FileName = DotnetPath(),
                Arguments = ["exec", assembly, .. Arguments()],
                WorkingDirectory = Path.GetDirectoryName(project.Metadata.ProjectPath),
                Environment = ProjectEnvironment.Complete(given),
            },
            stopSignal: Signal.Terminate,
            StopPatience,
            instance.Log.Write,
            cancellationToken);
    }

    public Task WaitUntilAskableAsync(CancellationToken cancellationToken) =>
        _healthCheck is null ? Task.CompletedTask : FreePort.WaitUntilTakenAsync(instance.Port!.Value, cancellationToken);

    public async Task<string?> CheckHealthAsync(CancellationToken cancellationToken)
    {
        if (_healthCheck is null)
        {
            return null;
        }

        using var client = new HttpClient { Timeout = HealthPatience };
        var address = new Uri(new Uri(ResourceBuilderExtensions.Address(instance.Port!.Value)), _healthCheck.Path);
        try
        {
            using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.StatusCode == (HttpStatusCode)_healthCheck.StatusCode ? null : $"{_healthCheck.Path} answers {(int)response.StatusCode}";
        }
        catch (HttpRequestException error)
        {
            return $"{_healthCheck.Path} does not answer: {error.Message}";
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{_healthCheck.Path} does not answer within {HealthPatience.TotalSeconds:0} s";
        }
    }

    private IEnumerable<string> Arguments()
    {
        var said = project.Annotations.OfType<ArgumentsAnnotation>().SelectMany(annotation => annotation.Arguments);
        var ofProfile = profile?.CommandLineArgs?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return ofProfile.Concat(said);
    }

    /// <summary>The dotnet that runs us: <c>DOTNET/shared/Microsoft.NETCore.App/10.0.0/</c> is our runtime's folder.</summary>
    private static string DotnetPath()
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
        return File.Exists(dotnet) ? dotnet : ExecutablePath.Find("dotnet");
    }
}
