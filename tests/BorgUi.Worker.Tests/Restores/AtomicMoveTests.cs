using BorgUi.Testing;
using BorgUi.Worker.Restores;

namespace BorgUi.Worker.Tests.Restores;

public sealed class AtomicMoveTests : IDisposable
{
    // Memory, a file system of its own; where it is missing, this is one more move within a file system.
    private static readonly string OtherFileSystem = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    private readonly TemporaryFolder _from = TemporaryFolder.Create("move");
    private readonly string _to = Directory.CreateDirectory(Path.Combine(OtherFileSystem, $"borgui-{Guid.NewGuid():N}")).FullName;

    public void Dispose()
    {
        _from.Dispose();
        Directory.Delete(_to, recursive: true);
    }

    [Fact]
    public async Task A_file_replaces_another_one_across_file_systems_with_its_time_and_rights()
    {
        var source = Write("new");
        File.SetUnixFileMode(source, UnixFileMode.UserRead);
        File.SetLastWriteTimeUtc(source, DateTime.UnixEpoch.AddDays(1));
        var target = Path.Combine(_to, "file");
        await File.WriteAllTextAsync(target, "old");

        await AtomicMove.MoveAsync(source, target, default);

        Assert.Equal(("new", DateTime.UnixEpoch.AddDays(1), UnixFileMode.UserRead), (await File.ReadAllTextAsync(target), File.GetLastWriteTimeUtc(target), File.GetUnixFileMode(target)));
        Assert.Equal(["file"], Directory.EnumerateFileSystemEntries(_to).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_link_moves_as_a_link()
    {
        var link = Path.Combine(_from.Path, "link");
        File.CreateSymbolicLink(link, "nowhere");

        await AtomicMove.MoveAsync(link, Path.Combine(_to, "link"), default);

        Assert.Equal("nowhere", new FileInfo(Path.Combine(_to, "link")).LinkTarget);
    }

    [Fact]
    public async Task What_cannot_be_moved_leaves_nothing_behind()
    {
        var error = await Assert.ThrowsAsync<IOException>(() => AtomicMove.MoveAsync(Write("x"), Path.Combine(_to, "missing", "file"), default));

        Assert.NotEmpty(error.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_to));
    }

    private string Write(string text)
    {
        var path = Path.Combine(_from.Path, "source");
        File.WriteAllText(path, text);
        return path;
    }
}
