using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Tests.Borg;

public sealed class BorgCommandTests
{
    [Fact]
    public void A_create_is_written_out_in_full()
    {
        var command = BorgCommand.Create("/repo", "web-{1}", new()
        {
            Paths = ["/srv", "-odd"],
            Comment = "50 {percent}",
            Excludes = ["*.tmp"],
            Patterns = ["- /srv/cache"],
            WorkingDirectory = "/srv",
            ListSaved = true,
        });

        Assert.Equal(
            [
                "--log-json", "--show-rc", "--lock-wait", "60", "--progress", "create", "--json", "--list", "--filter", "AMCE",
                "-C", "zstd,3", "--checkpoint-interval", "300", "--comment=50 {{percent}}", "--exclude-caches", "--pattern=- /srv/cache",
                "--exclude=*.tmp", "/repo::web-{{1}}", "--", "/srv", "-odd",
            ],
            command.Arguments);
        Assert.Equal("/srv", command.WorkingDirectory);
    }

    [Fact]
    public void Files_that_gave_no_trouble_are_named_only_when_that_was_asked_for()
    {
        var arguments = BorgCommand.Create("/repo", "web", new() { Paths = ["/srv"] }).Arguments;

        Assert.Equal(["--list", "--filter", "CE"], arguments.SkipWhile(argument => argument != "--list").Take(3));
    }

    [Fact]
    public void Can_be_shown_and_pasted_into_a_shell()
    {
        var command = BorgCommand.Create("/repo", "it's", new() { Paths = ["/a b", "$HOME"] });

        Assert.EndsWith(@"'/repo::it'\''s' -- '/a b' '$HOME'", command.DisplayText, StringComparison.Ordinal);
        Assert.StartsWith("borg --log-json --show-rc --lock-wait 60 --progress create", command.DisplayText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a::b")]
    [InlineData("a\nb")]
    public void Refuses_names_that_borg_cannot_store(string name) =>
        Assert.Throws<ArgumentException>(() => BorgCommand.Create("/repo", name, new() { Paths = ["/a"] }));

    [Theory]
    [InlineData("")]
    [InlineData("--remote-path=evil")]
    [InlineData("/repo::archive")]
    [InlineData("/{hostname}")]
    public void Refuses_locations_that_mean_something_else(string location) =>
        Assert.Throws<ArgumentException>(() => BorgCommand.InfoRepository(location));

    [Fact]
    public void Paths_inside_an_archive_are_taken_literally()
    {
        var command = BorgCommand.Extract("/repo", "a", new() { TargetFolder = "/tmp", Paths = ["/home/*", "-x"], StripComponents = 1 });

        Assert.Equal(["--progress", "extract", "--strip-components=1", "/repo::a", "--", "pp:home/*", "pp:-x"], command.Arguments.Skip(4));
        Assert.Equal("/tmp", command.WorkingDirectory);
    }

    [Fact]
    public void Many_archives_are_deleted_by_their_names_as_they_are()
    {
        Assert.Equal(["--progress", "delete", "--list", "/repo", "--", "-a", "b *"], BorgCommand.Delete("/repo", "-a", "b *").Arguments.Skip(4));
        Assert.Equal(["--progress", "delete", "--list", "/repo::{{now}}"], BorgCommand.Delete("/repo", "{now}").Arguments.Skip(4));
    }

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a::b")]
    public void A_delete_of_anything_but_archives_is_refused(params string[] names) => Assert.Throws<ArgumentException>(() => BorgCommand.Delete("/repo", names));

    [Fact]
    public void Another_patience_for_locks_replaces_the_usual_one()
    {
        var command = BorgCommand.InfoRepository("/repo").WithLockWait(TimeSpan.FromSeconds(5));

        Assert.Equal(["--log-json", "--show-rc", "--lock-wait", "5", "info", "--json", "/repo"], command.Arguments);
    }

    [Fact]
    public void Every_other_command_is_what_borg_expects()
    {
        Assert.Equal(["--version"], BorgCommand.Version().Arguments);
        Assert.Equal(
            ["init", "-e", "repokey-blake2", "--make-parent-dirs", "--storage-quota=10000000", "/repo"],
            BorgCommand.Init("/repo", new() { MakeParentFolders = true, StorageQuotaBytes = 10_000_000 }).Arguments.Skip(4));
        Assert.Equal(["--progress", "--info", "check", "--repository-only", "--max-duration=60", "/repo"],
            BorgCommand.Check("/repo", new() { RepositoryOnly = true, MaxDuration = TimeSpan.FromMinutes(1) }).Arguments.Skip(4));
        Assert.Equal(["--progress", "--info", "compact", "--threshold", "10", "/repo"], BorgCommand.Compact("/repo").Arguments.Skip(4));
        Assert.Equal(["--progress", "delete", "--list", "/repo::a"], BorgCommand.Delete("/repo", "a").Arguments.Skip(4));
        Assert.Equal(["break-lock", "/repo"], BorgCommand.BreakLock("/repo").Arguments.Skip(4));
        Assert.Equal(["key", "export", "--paper", "/repo"], BorgCommand.KeyExport("/repo", printable: true).Arguments.Skip(4));
        Assert.Equal(["key", "change-passphrase", "/repo"], BorgCommand.KeyChangePassphrase("/repo").Arguments.Skip(4));
        Assert.Equal(
            ["diff", "--json-lines", "--content-only", "/repo::a", "--", "b", "pp:etc"], BorgCommand.Diff("/repo", "a", "b", "/etc").Arguments.Skip(4));
        Assert.Equal(["list", "--json-lines", "/repo::a", "--"], BorgCommand.ListFiles("/repo", "a").Arguments.Skip(4));
    }
}
