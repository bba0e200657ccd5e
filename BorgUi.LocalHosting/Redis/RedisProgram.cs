using System.Globalization;
using BorgUi.LocalHosting.ApplicationModel;
using BorgUi.LocalHosting.Running;
using BorgUi.Processes;

namespace BorgUi.LocalHosting.Redis;

/// <summary>The Redis server of the data folder. Its password is in a file that only we may read, never among the arguments.</summary>
internal sealed class RedisProgram(RedisResource redis, ResourceInstance instance, DataFolder data, ProgramSearch programs) : IResourceProgram
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);
    private static readonly string[] Servers = ["redis-server", "valkey-server"];

    private RedisProbe? _probe;

    public bool IsCrash(int exitCode) => true;

    public async Task<IRunningProgram> StartAsync(CancellationToken cancellationToken)
    {
        var server = Servers.Select(name => programs.TryFind(name, "/usr/bin", "/usr/sbin", "/usr/local/bin")).FirstOrDefault(path => path is not null)
            ?? throw new HostingException(
                $"Redis is not installed (no redis-server in {(programs.OnlyIn is null ? "PATH" : string.Join(", ", programs.OnlyIn))}). Install it: apt-get install redis-server, " +
                $"or give ConnectionStrings__{redis.Name} to use a server of your own.");
        var folder = data.CreateFolder(redis.Name);
        var password = (await redis.PasswordParameter.GetValueAsync(cancellationToken))!;
        var settingsFile = Path.Combine(folder, "redis.conf");
        PrivateFile.Write(settingsFile, Settings(folder, password));
        _probe = new(new("localhost", redis.Port, password));
        return await ChildProgram.StartAsync(
            // A Redis that cannot write its snapshot (disk full, folder gone) does not obey SIGTERM: when we die it must not stay.
            new() { FileName = server, Arguments = [settingsFile], WorkingDirectory = folder, DeathSignal = Signal.Kill },
            stopSignal: Signal.Terminate, // it writes its snapshot before it ends
            StopPatience,
            instance.Log.Write,
            cancellationToken);
    }

    public Task WaitUntilAskableAsync(CancellationToken cancellationToken) => FreePort.WaitUntilTakenAsync(redis.Port, cancellationToken);

    public Task<string?> CheckHealthAsync(CancellationToken cancellationToken) => _probe!.TroubleAsync(cancellationToken);

    private string Settings(string folder, string password)
    {
        var persistence = redis.Annotations.OfType<PersistenceAnnotation>().LastOrDefault();
        var save = persistence is null
            ? "\"\""
            : string.Create(CultureInfo.InvariantCulture, $"{(long)persistence.Interval.TotalSeconds} {persistence.KeysChangedThreshold}");
        return $"""
            bind 127.0.0.1
            port {redis.Port.ToString(CultureInfo.InvariantCulture)}
            requirepass {Quote(password)}
            dir {Quote(folder)}
            save {save}
            daemonize no

            """;
    }

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
