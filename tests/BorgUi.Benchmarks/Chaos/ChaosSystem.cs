using BorgUi.Benchmarks.Running;
using BorgUi.Contracts.Plans;
using BorgUi.LocalHosting;
using BorgUi.Testing;
using BorgUi.Testing.Postgres;
using BorgUi.Testing.Redis;

namespace BorgUi.Benchmarks.Chaos;

/// <summary>One repository of the run, and whether anything but a backup may change which archives are in it.</summary>
internal sealed record ChaosRepository(Guid Id, string Location, bool LosesArchives);

/// <summary>
/// A BorgUi whose every part can be killed by itself: Postgres that waits for the disk, Redis, the API, and workers on two
/// "machines" that share neither borg's data nor the sight of each other's processes.
/// </summary>
internal sealed class ChaosSystem : IAsyncDisposable
{
    private static readonly string[] Machines = ["north", "north", "south"];

    public const int LeaseSeconds = 8;

    private const string SecretKey = "the master key of the chaos run, long enough";
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);

    private readonly string _folder;
    private readonly Uri _address = new($"http://127.0.0.1:{FreePort.Find()}");
    private readonly TestDatabase _database;

    private ChaosSystem(string folder, PostgresServer postgres, TestDatabase database, RedisServer redis)
    {
        (_folder, Postgres, _database, Redis) = (folder, postgres, database, redis);
        User = new(new() { BaseAddress = _address, Timeout = TimeSpan.FromSeconds(20) });
        Api = new(() => StartAsync(new Projects.BorgUi_Api(), "api", "north"));
        Workers = [.. Machines.Select((machine, number) => new Replaceable(() => StartAsync(new Projects.BorgUi_Worker(), $"worker-{number}", machine)))];
    }

    public PostgresServer Postgres { get; }

    public RedisServer Redis { get; }

    public Replaceable Api { get; }

    public IReadOnlyList<Replaceable> Workers { get; }

    public ApiUser User { get; }

    public IReadOnlyList<ChaosRepository> Repositories { get; private set; } = [];

    public IReadOnlyList<Guid> Plans { get; private set; } = [];

    public string Folder => _folder;

    /// <summary>For restores.</summary>
    public string RestoreFolder => Path.Combine(_folder, "restored");

    public static async Task<ChaosSystem> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var postgres = await PostgresServer.StartAsync(durable: true, cancellationToken);
        var system = new ChaosSystem(folder, postgres, await MigratedDatabase.CreateAsync(postgres), await RedisServer.StartNewAsync(cancellationToken));
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "logs"));
            await Task.WhenAll(system.Workers.Append(system.Api).Select(part => part.StartAsync()));
            await Eventually.HoldsAsync(system.IsUpAsync, "the API answers", StartPatience);
            await system.User.SetUpAsync();
            await system.AddPlansAsync();
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    public string SourceOf(Guid plan) => Path.Combine(_folder, "sources", plan.ToString("N"));

    public async Task<bool> IsUpAsync()
    {
        try
        {
            return (await User.Http.GetAsync("/alive")).IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Workers.Append(Api).Select(part => part.DisposeAsync().AsTask()));
        User.Http.Dispose();
        await Redis.DisposeAsync();
        await _database.DisposeAsync();
        await Postgres.DisposeAsync();
    }

    private async Task AddPlansAsync()
    {
        InterruptionPolicy[] policies = [InterruptionPolicy.Resume, InterruptionPolicy.Ask, InterruptionPolicy.Dismiss];
        List<ChaosRepository> repositories = [];
        List<Guid> plans = [];
        for (var number = 0; number < 4; number++)
        {
            var location = Path.Combine(_folder, $"repository-{number}");
            var repository = new ChaosRepository(await User.CreateRepositoryAsync($"repository-{number}", location), location, LosesArchives: number % 2 == 1);
            repositories.Add(repository);
            for (var plan = 0; plan < 2; plan++)
            {
                plans.Add(await AddPlanAsync(repository, $"plan-{number}-{plan}", policies[(number + plan) % policies.Length], retries: plan * 2));
            }
        }

        (Repositories, Plans) = (repositories, plans);
    }

    // Slow to compress, so that there is time to kill something; each backup finds a new file.
    private async Task<Guid> AddPlanAsync(ChaosRepository repository, string name, InterruptionPolicy policy, int retries)
    {
        var source = Directory.CreateDirectory(Path.Combine(_folder, "sources", name)).FullName;
        await File.WriteAllTextAsync(Path.Combine(source, "small.txt"), name);
        var plan = await User.PostAsync<PlanResponse>("/api/plans", new SavePlanRequest
        {
            Name = name,
            RepositoryId = repository.Id,
            Sources = [source],
            Compression = "lzma,2",
            ArchiveNameTemplate = $"{name}-{{utcnow:%Y-%m-%dT%H:%M:%S.%f}}",
            OnInterrupted = policy,
            RetryAttempts = retries,
            RetryDelaySeconds = 10,
            Retention = new() { KeepLast = 3 },
            RunPruneAfter = repository.LosesArchives,
            RunCompactAfter = repository.LosesArchives,
        });
        Directory.CreateSymbolicLink(SourceOf(plan.PlanId), source);
        return plan.PlanId;
    }

    private Task<ServiceProcess> StartAsync(IProjectMetadata program, string name, string machine) => ServiceProcess.StartAsync(
        program,
        [],
        new Dictionary<string, string>
        {
            ["ConnectionStrings__borgui"] = _database.ConnectionString,
            ["ConnectionStrings__redis"] = Redis.ConnectionString,
            ["BorgUi__SecretKey"] = SecretKey,
            ["BorgUi__DataPath"] = Path.Combine(_folder, machine),
            ["BorgUi__Worker__Lease"] = TimeSpan.FromSeconds(LeaseSeconds).ToString(),
            ["BorgUi__Worker__RenewEvery"] = "00:00:01",
            ["BorgUi__Worker__PollEvery"] = "00:00:00.5",
            ["BorgUi__Borg__LockWait"] = "00:00:20",
            ["ASPNETCORE_URLS"] = name == "api" ? _address.ToString() : "http://127.0.0.1:0",
        },
        Path.Combine(_folder, "logs", $"{name}.log"));
}
