using BorgUi.AppHost.Tests.Browser;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BorgUi.AppHost.Tests.Trouble;

/// <summary>Names that Linux allows and hardly anybody expects.</summary>
[Collection(SharedSystem.Collection)]
public sealed class OddNameTests(SharedSystem shared)
{
    private const string OddName = "two\nlines 'quoted' \"twice\" <script>alert(1) {now} * %41 \\n";

    private readonly ApiUser _user = shared.User;

    [Fact]
    public async Task A_folder_with_line_breaks_quotes_and_markup_in_its_name_is_saved_and_shown_as_it_is()
    {
        var source = shared.System.MakeSource(OddName, files: 1, bytesEach: 100);
        var odd = Path.Combine(source, $"a file, {OddName}");
        var location = shared.System.In("odd-names");
        var repository = await _user.CreateRepositoryAsync("odd names", location);
        // Two backups within a second need more than the time in their names.
        var request = new SavePlanRequest { Name = "odd names", RepositoryId = repository, Sources = [source], ArchiveNameTemplate = "{utcnow:%Y-%m-%dT%H:%M:%S}-{uuid4}" };
        var plan = (await _user.PostAsync<PlanResponse>("/api/plans", request)).PlanId;

        await shared.BackUpAsync(plan);
        File.Move(Path.Combine(source, "file-0000.bin"), odd);
        var job = await shared.BackUpAsync(plan);

        Assert.True(job.Status == JobStatus.Completed, $"{job.Status}: {job.ErrorMessage}");
        Assert.Contains((await _user.GetLogAsync(job.JobId)).Items, line => line.Message == $"A {odd}" || line.Message == $"A {odd[1..]}");
        var stored = await BorgCommandLine.RunAsync(
            shared.System.In("own-borg"), "list", "--lock-wait", "30", "--format", "{path}{NUL}", $"{location}::{await NewestArchiveAsync(plan)}");
        Assert.Contains(odd[1..], stored.Split('\0'));
        await ReadInBrowserAsync(plan, job.JobId, source, odd);
    }

    [Fact]
    public async Task Saving_a_plan_on_its_page_keeps_a_source_with_a_line_break()
    {
        string[] sources = ["/srv/two\nlines", "/srv/\"quoted\"", "/srv/<b>"];
        var repository = await _user.CreateRepositoryAsync("for odd sources", shared.System.In("for-odd-sources"));
        var plan = await _user.CreatePlanAsync("odd sources", repository, sources);
        var path = $"/plans/{plan}";
        var opened = await shared.Browser.OpenAsync(path);

        var saved = await shared.Browser.SubmitAsync(path,
        [
            new("Input.Name", "odd sources, saved"),
            new("Input.RepositoryId", $"{repository}"),
            new("Input.Sources", opened.ValueOf("Input.Sources").ReplaceLineEndings("\r\n")),
            new("Input.Compression", opened.ValueOf("Input.Compression")),
            new("Input.ArchiveNameTemplate", opened.ValueOf("Input.ArchiveNameTemplate")),
            new("Input.Site", opened.ValueOf("Input.Site")),
        ]);

        Assert.Equal(System.Net.HttpStatusCode.Redirect, saved.Status);
        var after = await _user.GetAsync<PlanResponse>($"/api/plans/{plan}");
        Assert.Equal("odd sources, saved", after.Name);
        Assert.Equal(sources, after.Sources);
    }

    private async Task<string> NewestArchiveAsync(Guid plan)
    {
        var repository = (await _user.GetAsync<PlanResponse>($"/api/plans/{plan}")).RepositoryId;
        return (await _user.GetArchivesAsync(repository)).MaxBy(archive => archive.StartedAt)!.Name;
    }

    private async Task ReadInBrowserAsync(Guid plan, Guid job, string source, string file)
    {
        await using var browser = await BrowserSession.OpenAsync(shared.System.Address);
        var page = browser.Page;
        await page.GotoAsync("/login");
        await page.GetByLabel("User name").FillAsync(ApiUser.UserName);
        await page.GetByLabel("Password").FillAsync(ApiUser.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Dashboard" })).ToBeVisibleAsync();

        await page.GotoAsync("/plans");
        Assert.Equal(source, await page.Locator($"tr:has(a[href='/plans/{plan}']) .wide .cell-note").InnerTextAsync());
        await page.GotoAsync($"/jobs/{job}");
        await Expect(page.Locator("[data-log-lines] li").Filter(new() { HasText = "a file, two" })).ToHaveCountAsync(1);
        var line = await page.Locator("[data-log-lines] li .log__text").Filter(new() { HasText = "a file, two" }).InnerTextAsync();
        Assert.EndsWith(file[1..], line, StringComparison.Ordinal);
        await browser.ScreenshotAsync("job-odd-names");
        Assert.Empty(browser.Troubles);
    }
}
