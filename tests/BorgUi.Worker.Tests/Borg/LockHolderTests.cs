using BorgUi.Testing;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Tests.Borg;

public sealed class LockHolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.Create("locks");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tower.lan@186240203219.4711-0", "tower.lan@186240203219", 4711, "borg on tower.lan (process 4711)")]
    [InlineData("a-host.b-1.12-7f3e", "a-host.b-1", 12, "borg on a-host.b-1 (process 12)")]
    [InlineData("ours.99-0", "ours", 99, "borg on this machine (process 99)")]
    public void Reads_who_has_a_repository_to_itself(string file, string hostId, int processId, string words)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "lock.exclusive"));
        File.WriteAllText(Path.Combine(_folder.Path, "lock.exclusive", file), "");

        var holder = LockHolder.Of(_folder.Path);

        Assert.Equal(new(hostId, processId), holder);
        Assert.Equal(words, holder!.Describe("ours"));
    }

    [Fact]
    public void Reads_who_keeps_writers_out_by_reading()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "lock.roster"), """{"shared": [["tower.lan@1", 4711, 0], ["laptop@2", 5, 0]], "exclusive": []}""");

        Assert.Equal([new("tower.lan@1", 4711), new("laptop@2", 5)], LockHolder.ReadersOf(_folder.Path));
        Assert.Equal(new("tower.lan@1", 4711), LockHolder.Of(_folder.Path));
        Assert.Null(LockHolder.WriterOf(_folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"shared": []}""")]
    public void Knows_nobody_where_nobody_wrote_himself_down(string roster)
    {
        Assert.Null(LockHolder.Of(_folder.Path));
        File.WriteAllText(Path.Combine(_folder.Path, "lock.roster"), roster);
        Assert.Null(LockHolder.Of(_folder.Path));
    }
}
