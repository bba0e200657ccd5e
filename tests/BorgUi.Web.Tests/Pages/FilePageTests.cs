using System.Net;
using System.Text.Json;
using BorgUi.Web.Tests.Fakes;
using Microsoft.AspNetCore.Http;

namespace BorgUi.Web.Tests.Pages;

/// <summary>From a file in an archive to its restore and its download.</summary>
public sealed class FilePageTests : IAsyncLifetime
{
    private readonly LoggedInSite _site = new();

    private FakeApi Api => _site.Site.Api;

    private HttpClient Browser => _site.Browser;

    private Guid Archive => Api.Sample.Archives[0].Id;

    private string Files => $"/archives/{Archive}/files";

    public Task InitializeAsync() => _site.InitializeAsync();

    public Task DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_folder_shows_what_cannot_be_seen_in_a_name_and_leads_on()
    {
        var page = WebUtility.HtmlDecode(await Browser.GetStringAsync($"{Files}?path={Uri.EscapeDataString(SampleFiles.Folder)}"));

        Assert.Contains(@"two\nlines \u202eback.txt", page, StringComparison.Ordinal);
        Assert.Contains("handler=Rows", page, StringComparison.Ordinal);
        Assert.Contains("cursor=further", page, StringComparison.Ordinal);
        Assert.Contains($"path={Uri.EscapeDataString($"{SampleFiles.Folder}/drafts")}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rows_that_follow_come_by_themselves()
    {
        var rows = await Browser.GetStringAsync($"{Files}?handler=Rows&path=home&cursor=further");

        Assert.StartsWith("<tr>", rows.TrimStart(), StringComparison.Ordinal);
        Assert.Contains("leads to drafts/third.odt", rows, StringComparison.Ordinal);
        Assert.Contains("holds bytes that borg cannot show", rows, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Rows", rows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_that_is_not_indexed_says_that_borg_was_asked()
    {
        var page = await Browser.GetStringAsync($"{Files}?path=unindexed");

        Assert.Contains("Read by borg just now", page, StringComparison.Ordinal);
        Assert.Contains("jobs-changed", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_repository_is_told_and_not_an_error_page()
    {
        Api.Busy = Results.Problem(statusCode: 409, title: "The repository is busy.", detail: "The backup of Home is running on it.");

        var page = await Browser.GetStringAsync(Files);

        Assert.Contains("The backup of Home is running on it.", page, StringComparison.Ordinal);
        Assert.Contains("Try again", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_chosen_stands_in_the_form_of_the_restore()
    {
        using var answer = await WebSite.PostAsync(Browser, $"/archives/{Archive}/restore?handler=Choose", Files, new()
        {
            ["paths"] = $"{JsonSerializer.Serialize("home/anna")}\r\n{JsonSerializer.Serialize("home/two\nlines")}",
        });
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("home/anna\n\"home/two\\nlines\"</textarea>", page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    // As the buttons say it: a word that the page cannot read would silently be another format.
    [Theory]
    [InlineData("TarGz", "tar_gz")]
    [InlineData("Zip", "zip")]
    public async Task A_download_leads_to_the_signed_link(string button, string format)
    {
        Assert.Contains($"value=\"{button}\"", await Browser.GetStringAsync(Files), StringComparison.Ordinal);
        using var answer = await WebSite.PostAsync(Browser, $"/archives/{Archive}/download", Files, new()
        {
            ["paths"] = JsonSerializer.Serialize("home/two\nlines"),
            ["format"] = button,
        });

        Assert.Equal("/api/open/echo?signature=abc", answer.Headers.Location?.OriginalString);
        Assert.Equal($$"""{"paths":["home/two\nlines"],"format":"{{format}}"}""", Api.LastBody);
    }

    [Fact]
    public async Task A_refused_download_says_why()
    {
        Api.Refusal = Results.Problem(statusCode: 409, title: "The repository is busy.", detail: "A prune is running on it.");

        using var answer = await WebSite.PostAsync(Browser, $"/archives/{Archive}/download", Files, new() { ["paths"] = "home", ["format"] = "TarGz" });
        var page = await Browser.GetStringAsync(answer.Headers.Location);

        Assert.Contains("A prune is running on it.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_older_of_two_archives_comes_first_in_a_comparison()
    {
        var (newer, older) = (Api.Sample.Archives[0], Api.Sample.Archives[1]);
        Assert.True(newer.StartedAt > older.StartedAt);

        using var answer = await Browser.GetAsync($"/archives/{newer.Id}/diff/{older.Id}?path=home");

        Assert.Equal($"/archives/{older.Id}/diff/{newer.Id}?Path=home&Recursive=False", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Finds_follow_the_typing_and_so_does_the_address()
    {
        using var answer = await Browser.GetAsync("/files?handler=Finds&q=lines&larger=1024&from=2024-01-31&to=2024-01-31");

        Assert.Equal("/files?q=lines&larger=1024&from=2024-01-31&to=2024-01-31", Assert.Single(answer.Headers.GetValues("HX-Replace-Url")));
        Assert.Contains(
            "GET /api/search?q=lines&min_size=1024&from=2024-01-31T00%3A00%3A00.000Z&to=2024-02-01T00%3A00%3A00.000Z&limit=100", Api.Requests);
    }

    [Fact]
    public async Task Too_few_letters_are_no_error_but_a_hint() =>
        Assert.Contains("Type at least three letters.", await Browser.GetStringAsync("/files?handler=Finds&q=ab"), StringComparison.Ordinal);
}
