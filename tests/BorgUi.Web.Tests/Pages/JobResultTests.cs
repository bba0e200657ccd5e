using System.Net;
using BorgUi.Web.Tests.Fakes;

namespace BorgUi.Web.Tests.Pages;

/// <summary>What the page of an ended job says came of it.</summary>
public sealed class JobResultTests(LoggedInSite site) : IClassFixture<LoggedInSite>
{
    [Theory]
    [InlineData(1, "completed", "2 archives would be pruned, 1 kept.", "nothing was deleted", "daily #1", "no rule keeps it", "prune?handler=Now&job=01930000")]
    [InlineData(2, "completed", "1 archive was pruned, 1 kept.", "home-2", "Compact now")]
    [InlineData(3, "failed", "2 files could not be restored.", "6 of 9 files restored; 1 file was left as it is, because it was there already.", "Restore again")]
    [InlineData(4, "warning", "1 file was left as it is, because it is there already.", "8 of 9 files restored.")]
    [InlineData(5, "completed", "All 9 files are restored.", "/srv/restored at site default", "Restores at site", "is replaced when older")]
    [InlineData(6, "completed", "All 9 files can be restored.", "nothing was written", "Go on to restore")]
    [InlineData(7, "completed", "No damage was found.", "Every piece of data was decrypted")]
    [InlineData(8, "warning", "No damage in the part that was read in its time.", "not looked at", "in order as far as read")]
    [InlineData(9, "failed", "The repository is damaged: 2 problems found.", "not in order", "segment 3 is torn")]
    [InlineData(10, "completed", "1.00 MiB were freed.", "5.00 MiB", "4.00 MiB")]
    [InlineData(11, "completed", "The repository can be reached and opened.", "214", "1 s")]
    [InlineData(12, "completed", "The repository is not locked any more; it opened at once.", "laptop@186240203219 4711 0")]
    [InlineData(13, "completed", "The key was exported.", "Show the key")]
    [InlineData(14, "completed", "The new passphrase opens the repository", "Copies of the key from before still open with the old one")]
    [InlineData(15, "completed", "The archive is deleted.", "after the next compact", "Compact now")]
    [InlineData(20, "completed", "1 added, 2 gone and 1 changed since home-1.", "900 paths", "700 files", "4.60 KiB", "Gone, 2", "handler=Differences")]
    [InlineData(21, "completed", "Nothing differs: the files are as the archive holds them.", "New files were not looked for")]
    [InlineData(22, "completed", "Everything is gone: none of the 900 paths of the archive is there now.", "/srv/usb is not there now")]
    [InlineData(23, "completed", "No content differs: borg found the same in both archives.", "Content alone was compared")]
    [InlineData(24, "completed", "3 added and 1 changed from home-1 to home-2.", "does not say how much of a changed file is new")]
    public async Task Says_the_worst_first_and_then_the_figures(int number, string tone, string words, params string[] rest)
    {
        var result = await ResultAsync(number);

        Assert.Contains($"data-tone=\"{tone}\">{words}", result[..result.IndexOf("</p>", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.All(rest, expected => Assert.Contains(expected, result, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_made_up_of_figures_that_cannot_be_read()
    {
        var html = await site.Browser.GetStringAsync($"/jobs/{SampleOperations.Id(16)}");

        Assert.Contains("id=\"job-state\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("freed", html, StringComparison.Ordinal);
    }

    private async Task<string> ResultAsync(int number)
    {
        var html = WebUtility.HtmlDecode(await site.Browser.GetStringAsync($"/jobs/{SampleOperations.Id(number)}"));
        var from = html.IndexOf("<p class=\"verdict verdict--line\"", StringComparison.Ordinal);
        Assert.True(from > 0, "The page shows no result.");
        return html[from..];
    }
}
