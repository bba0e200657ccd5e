using BorgUi.LocalHosting;
using BorgUi.LocalHosting.Testing;
using BorgUi.Testing;

namespace BorgUi.AppHost.Tests;

/// <summary>The whole of BorgUi, as its AppHost starts it, on random ports and an empty data folder.</summary>
public sealed class RunningSystem : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly IDistributedApplicationTestingBuilder _builder;
    private readonly TemporaryFolder _folder = TemporaryFolder.Create("system");

    private RunningSystem(IDistributedApplicationTestingBuilder builder, DistributedApplication application) =>
        (_builder, Application) = (builder, application);

    public DistributedApplication Application { get; }

    public Uri Address => Application.GetEndpoint("web");

    public static Task<RunningSystem> StartAsync(params string[] arguments) => StartAsync(_ => { }, arguments);

    /// <param name="prepare">Adds to the AppHost's resources before they start.</param>
    public static async Task<RunningSystem> StartAsync(Action<IDistributedApplicationTestingBuilder> prepare, params string[] arguments)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.BorgUi_AppHost>(["--workers", "1", .. arguments]);
        prepare(builder);
        var system = new RunningSystem(builder, await builder.BuildAsync());
        await system.Application.StartAsync();
        await system.Application.ResourceNotifications.WaitForResourceHealthyAsync("web").WaitAsync(StartLimit);
        await system.Application.ResourceNotifications.WaitForResourceHealthyAsync("worker").WaitAsync(StartLimit);
        return system;
    }

    public ApiUser NewUser() => new(Application.CreateHttpClient("web"));

    public string In(string name) => Path.Combine(_folder.Path, name);

    /// <summary>A folder with files of random content.</summary>
    public string MakeSource(string name, int files, int bytesEach)
    {
        var folder = Directory.CreateDirectory(In(name)).FullName;
        var content = new byte[bytesEach];
        for (var i = 0; i < files; i++)
        {
            new Random(i).NextBytes(content);
            File.WriteAllBytes(Path.Combine(folder, $"file-{i:D4}.bin"), content);
        }

        return folder;
    }

    /// <summary>A folder whose backup takes many seconds and costs hardly any disk: borg reads 20 GB of zeros.</summary>
    public string MakeLongSource(string name, long bytes = 20_000_000_000)
    {
        var folder = Directory.CreateDirectory(In(name)).FullName;
        using var file = File.Create(Path.Combine(folder, "zeros.bin"));
        file.SetLength(bytes);
        return folder;
    }

    /// <summary>The same, but no part of it is like another: borg has something to store all the time.</summary>
    public string MakeLongSourceOfManyParts(string name)
    {
        const long Part = 1024 * 1024;
        var folder = MakeLongSource(name, bytes: 8_000_000_000);
        using var file = File.OpenWrite(Path.Combine(folder, "zeros.bin"));
        for (var at = 0L; at < file.Length; at += Part)
        {
            file.Position = at;
            file.Write(BitConverter.GetBytes(at));
        }

        return folder;
    }

    public async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        await _builder.DisposeAsync();
        _folder.Dispose();
    }
}
