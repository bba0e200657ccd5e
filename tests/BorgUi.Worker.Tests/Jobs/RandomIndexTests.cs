using System.Globalization;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Retention;
using BorgUi.Core.Jobs;
using BorgUi.Testing;

namespace BorgUi.Worker.Tests.Jobs;

/// <summary>Two hundred steps of two plans in one repository, drawn at random: whatever was made, deleted and pruned, the index says what borg says.</summary>
[Trait("Speed", "Slow")]
public sealed class RandomIndexTests : IAsyncLifetime
{
    private const int Steps = 200;
    private const int Compared = 50;
    private const int Names = 120;

    private static readonly string[] Odd = ["a b", "quote\"", "back\\slash", "line\nbreak", "Grüße", "日本", "ends with space ", "%41", "?"];

    private readonly WorkerFixture _worker = new();
    private readonly int _seed = Random.Shared.Next();
    private Random _random = null!;
    private Guid _repository;

    public async Task InitializeAsync()
    {
        await _worker.InitializeAsync();
        _worker.StartWorker(("BorgUi:Worker:IndexSlots", "1"));
        _random = new(_seed);
        _repository = await _worker.CreateRepositoryAsync(encryption: "none");
    }

    public Task DisposeAsync() => _worker.DisposeAsync();

    [Fact]
    public async Task The_index_equals_what_borg_lists_for_fifty_archives_after_two_hundred_steps()
    {
        List<(Guid Plan, string Source)> plans = [];
        foreach (var name in (string[])["first", "second"])
        {
            var source = Directory.CreateDirectory(Path.Combine(_worker.Folder, name)).FullName;
            plans.Add((await _worker.AddPlanAsync(_repository, source), source));
        }

        for (var step = 0; step < Steps; step++)
        {
            await StepAsync(plans[_random.Next(plans.Count)]);
        }

        await Eventually.HoldsAsync(
            async () => (await _worker.ArchivesOfAsync(_repository)).All(archive => archive.IndexState == IndexState.Ready), "all archives are indexed");
        var archives = (await _worker.ArchivesOfAsync(_repository)).ToArray();
        Assert.True(archives.Length >= Compared, $"seed {_seed}: only {archives.Length} archives are left.");
        _random.Shuffle(archives);
        var location = (await _worker.ReadRepositoryAsync(_repository)).Location;
        foreach (var archive in archives[..Compared])
        {
            var (borg, index) = (await IndexedArchive.ListedAsync(_worker, location, archive), await IndexedArchive.EntriesAsync(_worker, archive.Id));
            Assert.True(borg.SequenceEqual(index), $"seed {_seed}, {archive.Name}: only borg has [{string.Join("; ", borg.Except(index))}], only the index [{string.Join("; ", index.Except(borg))}].");
        }
    }

    private async Task StepAsync((Guid Plan, string Source) one)
    {
        var archives = await _worker.ArchivesOfAsync(_repository);
        var ended = (archives.Count > Compared / 2 ? _random.Next(20) : 0) switch
        {
            < 15 => await BackUpChangedAsync(one.Plan, one.Source),
            < 19 => await DeleteAsync(archives[_random.Next(archives.Count)]),
            _ => await PruneAsync(one.Plan),
        };
        Assert.True(ended.Status == JobStatus.Completed, $"seed {_seed}, {ended.JobType}: {ended.Status}: {ended.ErrorMessage}");
    }

    private Task<Job> DeleteAsync(Core.Archives.Archive archive) => _worker.RunAsync(
        DeleteArchiveJob.Of(archive.Id, _repository, "default", new() { ArchiveName = archive.Name, BorgId = archive.BorgId }, DateTimeOffset.UnixEpoch));

    // As a person asks for it: so many changes are unusual, and hold what is pruned by itself.
    private Task<Job> PruneAsync(Guid plan)
    {
        var details = PruneDetails.Of(new KeepRules { KeepLast = Compared }, plan, archiveGlob: null) with { AcceptedRisk = PruneRisk.KeepsNothing };
        return _worker.RunAsync(PruneJob.Of(_repository, "default", details, DateTimeOffset.UnixEpoch));
    }

    private async Task<Job> BackUpChangedAsync(Guid plan, string source)
    {
        for (var change = _random.Next(12); change >= 0; change--)
        {
            await ChangeAsync(source);
        }

        return await _worker.WaitForEndAsync(await _worker.EnqueuePlanAsync(plan));
    }

    /// <summary>Makes, changes or removes a file, or puts a folder in the place of a file and the other way round.</summary>
    private async Task ChangeAsync(string source)
    {
        var path = Path.Combine(source, NameOf(_random.Next(4)), NameOf(_random.Next(Names)));
        if (_random.Next(4) == 0)
        {
            path = Path.GetDirectoryName(path)!;
        }

        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
        else if (File.Exists(Path.GetDirectoryName(path)))
        {
            File.Delete(Path.GetDirectoryName(path)!);
        }

        if (File.Exists(path) && _random.Next(2) == 0)
        {
            File.Delete(path);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, new string('x', _random.Next(200)));
    }

    private static string NameOf(int number) => $"{Odd[number % Odd.Length]}{number.ToString(CultureInfo.InvariantCulture)}";
}
