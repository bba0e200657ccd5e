using BorgUi.Contracts.Notifications;
using BorgUi.Testing;

namespace BorgUi.Worker.Tests.Notifications;

public sealed class AppriseSenderTests
{
    private const string Address = "tgram://123:very-secret-token/42";

    [Fact]
    public async Task Apprise_gets_its_addresses_by_a_private_file_and_never_among_its_arguments()
    {
        using var folder = TemporaryFolder.Create("apprise");
        var (program, record) = await InstallAsync(folder.Path, exitCode: 0);
        await using var host = new SenderHost(("BorgUi:Notifications:Apprise", program));

        var result = await host.SendAsync(ChannelKind.Apprise, secret: Address);

        Assert.Null(result.Error);
        Assert.Equal("sent to ***", result.Answer);
        var said = await File.ReadAllTextAsync(record);
        Assert.Contains("--title=Backup of <documents> & @everyone failed", said, StringComparison.Ordinal);
        Assert.Contains("--notification-type=failure", said, StringComparison.Ordinal);
        Assert.Contains("mode 600", said, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret-token", said, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(host.Folder, "apprise.conf", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Its_failure_and_its_absence_are_said()
    {
        await using var senders = new SenderHost(("BorgUi:Notifications:Apprise", "/nowhere/apprise"));
        var missing = await senders.SendAsync(ChannelKind.Apprise, secret: Address);
        var (program, _) = await InstallAsync(senders.Folder, exitCode: 1);
        await using var host = new SenderHost(("BorgUi:Notifications:Apprise", program));
        var failed = await host.SendAsync(ChannelKind.Apprise, secret: Address);

        Assert.StartsWith("apprise is not installed on ", missing.Error, StringComparison.Ordinal);
        Assert.Equal(("apprise ended with exit code 1.", "sent to ***"), (failed.Error, failed.Answer));
    }

    /// <summary>A program in place of apprise, which writes down its arguments and what it can see of its configuration.</summary>
    private static async Task<(string Program, string Record)> InstallAsync(string folder, int exitCode)
    {
        var (program, record) = (Path.Combine(folder, "apprise"), Path.Combine(folder, "record"));
        await File.WriteAllTextAsync(program, $$"""
            #!/bin/sh
            config="${1#--config=}"
            printf '%s\n' "$@" "mode $(stat -c %a "$config")" > '{{record}}'
            echo "sent to $(cat "$config")"
            exit {{exitCode}}
            """);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return (program, record);
    }
}
