using BorgUi.LocalHosting.Output;
using BorgUi.Testing;

namespace BorgUi.LocalHosting.Tests.Output;

public sealed class LogFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.Create("logs");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Keeps_the_newest_files_and_forgets_the_oldest()
    {
        using var log = new LogFile(_folder.Path, "api", longestBytes: 10, keptFiles: 2);

        foreach (var line in new[] { "first", "second", "third", "fourth" })
        {
            log.Write(DateTimeOffset.UnixEpoch, line);
        }

        Assert.Equal("1970-01-01T00:00:00.000Z fourth\n", Read("api.log"));
        Assert.EndsWith("third\n", Read("api.1.log"), StringComparison.Ordinal);
        Assert.EndsWith("second\n", Read("api.2.log"), StringComparison.Ordinal);
        Assert.Equal(3, Directory.GetFiles(_folder.Path).Length);
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder.Path, name));
}
