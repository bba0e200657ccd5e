using BorgUi.Testing;
using BorgUi.Worker.Maintenance;

namespace BorgUi.Worker.Tests.Maintenance;

public sealed class RepositoryLockTests : IDisposable
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

        var holder = RepositoryLock.HolderOf(_folder.Path);

        Assert.Equal((hostId, processId), (holder?.HostId, holder?.ProcessId));
        Assert.Equal(words, holder!.Describe("ours"));
    }

    [Fact]
    public void Reads_who_keeps_writers_out_by_reading()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "lock.roster"), """{"shared": [["tower.lan@1", 4711, 0], ["laptop@2", 5, 0]], "exclusive": []}""");

        Assert.Equal(["tower.lan@1 4711 0", "laptop@2 5 0"], RepositoryLock.ReadersIn(_folder.Path).Select(reader => reader.ToString()));
        Assert.Equal(4711, RepositoryLock.HolderOf(_folder.Path)?.ProcessId);
        Assert.Empty(RepositoryLock.WritersIn(_folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"shared": []}""")]
    public void Knows_nobody_where_nobody_wrote_himself_down(string roster)
    {
        Assert.Null(RepositoryLock.HolderOf(_folder.Path));
        File.WriteAllText(Path.Combine(_folder.Path, "lock.roster"), roster);
        Assert.Null(RepositoryLock.HolderOf(_folder.Path));
    }
}
