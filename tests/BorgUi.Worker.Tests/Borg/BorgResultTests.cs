using System.Text;
using System.Text.Json;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Tests.Borg;

public sealed class BorgResultTests
{
    [Fact]
    public void Reads_the_result_of_every_recorded_create()
    {
        var read = 0;
        foreach (var recording in Succeeded("create").Where(recording => recording.Output.Length > 0))
        {
            var result = CreateResult.Parse(recording.Output);

            Assert.Equal(64, result.Archive.Id.Length);
            Assert.NotNull(result.Archive.EndedAt);
            Assert.NotNull(result.Archive.Stats);
            Assert.NotNull(result.Cache?.Stats);
            read++;
        }

        Assert.InRange(read, 100, int.MaxValue);
    }

    [Fact]
    public void Reads_every_recorded_list_of_archives()
    {
        foreach (var recording in Succeeded("list").Where(IsOfTheRepository))
        {
            Assert.Equal(64, ArchiveList.Parse(recording.Output).Repository.Id.Length);
        }
    }

    [Fact]
    public void Reads_every_recorded_info()
    {
        foreach (var recording in Succeeded("info"))
        {
            var info = RepositoryInfo.Parse(recording.Output);

            Assert.NotNull(info.Cache?.Stats);
            Assert.All(info.Archives ?? [], archive => Assert.NotNull(archive.Stats));
        }
    }

    [Theory]
    [InlineData("1.2.4")]
    [InlineData("1.4.5")]
    public void Reads_the_numbers_of_an_archive(string version)
    {
        var archive = Assert.Single(RepositoryInfo.Parse(new Recording(version, "info-archive-json").Output).Archives!);

        Assert.Equal(("small-1", "c1", 10L), (archive.Name, archive.Comment, archive.Stats?.Files));
        Assert.Equal(595975, archive.Stats?.OriginalBytes);
        Assert.Equal(TimeSpan.Zero, archive.StartedAt.Offset);
        Assert.Equal(2026, archive.StartedAt.Year);
    }

    [Fact]
    public void Knows_checkpoints()
    {
        var archives = ArchiveList.Parse(new Recording("1.2.4", "sigint-mid-create-then-list").Output).Archives;

        Assert.Contains(archives, archive => archive.Name == "sig.checkpoint");
        Assert.All(archives, archive => Assert.Equal(archive.Name.StartsWith("sig.", StringComparison.Ordinal), archive.IsCheckpoint));
    }

    [Fact]
    public void Reads_names_and_command_lines_that_are_not_utf8()
    {
        var json = """
            {"archives": [{"name": "a", "id": "b", "start": "2026-11-22T01:17:54.000000", "command_line": ["borg", "caf\udce9"]}],
             "encryption": {"mode": "none"}, "repository": {"id": "c", "location": "/r", "last_modified": "2026-11-22T01:17:54.000000"}}
            """;

        Assert.Equal("caf\uFFFD", ArchiveList.Parse(Encoding.UTF8.GetBytes(json)).Archives[0].CommandLine![1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"archives": [{"name": "a"}], "repository": {"id": "c", "location": "/r"}}""")]
    public void Refuses_what_is_not_complete(string json) =>
        Assert.Throws<JsonException>(() => ArchiveList.Parse(Encoding.UTF8.GetBytes(json)));

    private static IEnumerable<Recording> Succeeded(string verb) => Recordings.All.Where(recording =>
        recording.Exit is 0 or 1 or (>= 100 and <= 127)
        && Recordings.Arguments[recording] is var arguments
        && arguments.Contains(verb) && arguments.Contains("--json") && !arguments.Contains("--dry-run"));

    private static bool IsOfTheRepository(Recording recording) =>
        !Recordings.Arguments[recording].Any(argument => argument.Contains("::", StringComparison.Ordinal));
}
