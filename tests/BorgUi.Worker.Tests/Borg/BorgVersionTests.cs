using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Tests.Borg;

public sealed class BorgVersionTests
{
    [Theory]
    [InlineData("borg 1.2.4", "1.2.4")]
    [InlineData("borg 1.4.5\n", "1.4.5")]
    [InlineData("borg 2.0.0b5", "2.0.0b5")]
    [InlineData("borg 1.4.6.dev3+g0123abc", "1.4.6.dev3+g0123abc")]
    [InlineData("borg", null)]
    [InlineData("git version 2.39.5", null)]
    [InlineData("borg 99999999999.1.1", null)]
    public void Reads_what_borg_prints(string printed, string? version) => Assert.Equal(version, BorgVersion.Parse(printed)?.ToString());

    [Theory]
    [InlineData("borg 1.1.18", "borg 1.1.18 is too old: BorgUi needs borg 1.2 or newer.")]
    [InlineData("borg 1.2.0", null)]
    [InlineData("borg 1.4.5", null)]
    [InlineData("borg 2.0.0b5", "borg 2.0.0b5 is not supported: BorgUi works with borg 1.2 and 1.4.")]
    public void Says_which_versions_it_works_with(string printed, string? problem) => Assert.Equal(problem, BorgVersion.Parse(printed)!.Problem);

    [Fact]
    public void Only_newer_ones_may_rename_archives()
    {
        Assert.False(BorgVersion.Parse("borg 1.2.4")!.CanRenameArchives);
        Assert.True(BorgVersion.Parse("borg 1.2.5")!.CanRenameArchives);
        Assert.True(BorgVersion.Parse("borg 1.4.0")!.CanRenameArchives);
    }

    [Theory]
    [InlineData(0, "Success", "0")]
    [InlineData(1, "Warning", "1")]
    [InlineData(2, "Error", "2")]
    [InlineData(73, "Error", "73 (LockTimeout)")]
    [InlineData(105, "Warning", "105 (BackupPermissionError)")]
    [InlineData(137, "Signal", "137 (signal 9)")]
    [InlineData(143, "Signal", "143 (signal 15)")]
    public void Knows_exit_codes(int code, string kind, string text) =>
        Assert.Equal((kind, text), (new BorgExitCode(code).Kind.ToString(), new BorgExitCode(code).ToString()));
}
