using BorgUi.LocalHosting.Postgres;
using BorgUi.LocalHosting.Running;
using BorgUi.Testing;

namespace BorgUi.LocalHosting.Tests.Hosting;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.Create("data-folder");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Says_which_folder_cannot_be_written()
    {
        // A file in the way stops root too, which permissions do not.
        var inTheWay = Path.Combine(_folder.Path, "file");
        File.WriteAllText(inTheWay, "");
        var path = Path.Combine(inTheWay, "data");

        var error = Assert.Throws<HostingException>(() => DataFolder.Open(path));

        Assert.StartsWith($"The data folder {path} cannot be written:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Can_be_opened_again_after_it_was_let_go()
    {
        var path = Path.Combine(_folder.Path, "data");
        DataFolder.Open(path).Dispose();

        using var again = DataFolder.Open(path);

        Assert.Equal(path, again.Path);
    }

    [Fact]
    public async Task Names_the_folder_that_the_account_of_postgres_may_not_enter()
    {
        if (PostgresAccount.Choose() is not { } account)
        {
            return; // An ordinary user runs PostgreSQL under its own account.
        }

        var closed = Path.Combine(_folder.Path, "closed");
        Directory.CreateDirectory(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var error = await Assert.ThrowsAsync<HostingException>(
            () => PostgresAccount.CreateFolderAsync(Path.Combine(closed, "data", "postgres"), account, CancellationToken.None));

        Assert.Equal(
            $"The user '{account}', which runs PostgreSQL, may not enter the folder {closed}. " +
            $"Allow it (chmod o+x {closed}), or choose another data folder with --data.",
            error.Message);
    }
}
