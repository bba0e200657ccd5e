using System.Globalization;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Drills;

namespace BorgUi.Worker.Tests.Restores;

public sealed class DrillSampleTests
{
    [Fact]
    public void The_same_seed_draws_the_same_files_and_another_one_others()
    {
        Assert.Equal(Draw(seed: 1), Draw(seed: 1));
        Assert.NotEqual(Draw(seed: 1), Draw(seed: 2));
        Assert.Equal(10, Draw(seed: 1).Count);
    }

    [Fact]
    public void Every_file_is_drawn_about_as_often_as_any_other()
    {
        var drawn = Enumerable.Range(0, 500).SelectMany(seed => Draw(seed)).CountBy(path => path).ToDictionary();

        Assert.Equal(100, drawn.Count);
        Assert.All(drawn.Values, count => Assert.InRange(count, 20, 90));
    }

    [Fact]
    public void It_keeps_within_its_bytes()
    {
        var chosen = SampleOf(new(10, Bytes: 450, Seed: 7), [], Enumerable.Range(0, 50).Select(number => File($"f{number}", 100))).Choose();

        Assert.Equal(4, chosen.Count);
    }

    [Fact]
    public void Of_files_that_are_all_too_large_the_smallest_is_drawn()
    {
        var chosen = SampleOf(new(10, Bytes: 50, Seed: 7), [], [File("huge", 900), File("large", 800), File("larger", 850)]).Choose();

        Assert.Equal("large", Assert.Single(chosen).Path);
    }

    [Fact]
    public void What_must_be_there_is_drawn_first_and_of_a_folder_some_files()
    {
        var files = Enumerable.Range(0, 200).Select(number => File($"srv/other/f{number}", 1)).Append(File("srv/a.txt", 5000)).Append(Folder("srv/docs")).Append(File("srv/docs/b", 1)).Append(File("srv/docs2/c", 1));

        var sample = SampleOf(new(3, Bytes: 1000, Seed: 7), ["srv/a.txt", "srv/docs"], files);

        var chosen = sample.Choose().Select(item => item.Path).ToList();
        Assert.Equal(["srv/a.txt", "srv/docs/b"], chosen);
        Assert.Empty(sample.Missing);
    }

    [Fact]
    public void A_path_that_is_missing_and_a_folder_without_files_are_told()
    {
        var sample = SampleOf(new(3, 1000, 7), ["srv/gone", "srv/empty", "srv/there"], [Folder("srv/empty"), File("srv/gone-not", 1), File("srv/there", 0)]);

        Assert.Equal(["srv/gone", "srv/empty"], sample.Missing);
    }

    [Fact]
    public void Folders_links_further_names_and_names_that_are_no_text_are_not_drawn_by_chance()
    {
        var sample = SampleOf(new(3, 1000, 7), [], [Folder("d"), File("link", 0) with { Type = 'l' }, File("second", 0) with { Mode = "hrw-r--r--" }, File("bad-??", 3)]);

        Assert.Empty(sample.Choose());
    }

    private static List<string> Draw(int seed) =>
        [.. SampleOf(new(10, 1_000_000, seed), [], Enumerable.Range(0, 100).Select(number => File(number.ToString(CultureInfo.InvariantCulture), 10))).Choose().Select(item => item.Path)];

    private static DrillSample SampleOf(DrillLimits limits, IReadOnlyList<string> mustHaves, IEnumerable<ArchiveItem> items)
    {
        var sample = new DrillSample(limits, mustHaves);
        foreach (var item in items)
        {
            sample.Observe(item);
        }

        return sample;
    }

    private static ArchiveItem File(string path, long size) => new('-', path, size, DateTimeOffset.UnixEpoch, "-rw-r--r--", LinkTarget: null);

    private static ArchiveItem Folder(string path) => File(path, 0) with { Type = 'd' };
}
