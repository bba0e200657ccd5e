using System.Globalization;
using System.Text.RegularExpressions;
using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BorgUi.AppHost.Tests.Browser;

public sealed partial class FirstBackupTests
{
    [Fact]
    public async Task A_newcomer_sets_up_watches_the_first_backup_and_finds_its_archive()
    {
        await using var system = await RunningSystem.StartAsync();
        await using var browser = await BrowserSession.OpenAsync(system.Address);
        var page = browser.Page;

        await SetUpAsync(browser);
        await browser.VisitAsync(
            ("dashboard-empty", "/"), ("repositories-empty", "/repositories"), ("plans-empty", "/plans"), ("plan-new-empty", "/plans/new"),
            ("archives-empty", "/archives"), ("jobs-empty", "/jobs"));
        await AddRepositoryAsync(browser, system.In("repository"));
        await MakePlanAsync(browser, system.MakeSource("photos", files: 400, bytesEach: 2_000_000));

        await page.GetByRole(AriaRole.Button, new() { Name = "Back up now" }).ClickAsync();
        await page.WaitForURLAsync("**/jobs/*");
        await SeePercentMoveAsync(page);
        await Expect(page.Locator("[data-log-lines] li").Filter(new() { HasText = "The first backup of this plan" })).ToHaveCountAsync(1);
        await browser.ScreenshotAsync("job-running");
        await Expect(page.Locator("#job-state[data-status=completed]")).ToHaveCountAsync(1);
        await browser.ScreenshotAsync("job-completed");

        await page.GotoAsync("/archives");
        await Expect(page.Locator("#archive-list tbody tr")).ToHaveCountAsync(1);
        await browser.ScreenshotAsync("archives");
        await LookAroundAsync(browser, await FailABackupAsync(system));
        Assert.Empty(browser.Troubles);
        await browser.VisitAsync(("not-found", "/there-is-no-such-page"), ("refused", "/jobs?from=2024-02-01&to=2024-01-01"));
    }

    private static async Task SetUpAsync(BrowserSession browser)
    {
        var page = browser.Page;
        await page.GotoAsync("/");
        Assert.EndsWith("/setup", page.Url);
        await browser.ScreenshotAsync("setup");
        await page.GetByLabel("User name").FillAsync(ApiUser.UserName);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(ApiUser.Password);
        await page.GetByLabel("The same password again").FillAsync(ApiUser.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the administrator" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Dashboard" })).ToBeVisibleAsync();
    }

    private static async Task AddRepositoryAsync(BrowserSession browser, string location)
    {
        var page = browser.Page;
        await page.GotoAsync("/repositories/new");
        await browser.ScreenshotAsync("repository-new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Photos at home");
        await page.GetByLabel("Location").FillAsync(location);
        await page.GetByLabel("Passphrase", new() { Exact = true }).FillAsync(ApiUser.Passphrase);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add repository" }).ClickAsync();
        await Expect(page.Locator("#job-state[data-status=completed]")).ToHaveCountAsync(1);
    }

    private static async Task MakePlanAsync(BrowserSession browser, string source)
    {
        var page = browser.Page;
        await page.GotoAsync("/plans/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Photos");
        await page.GetByLabel("What is backed up").FillAsync(source);
        await browser.ScreenshotAsync("plan-new");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the plan" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Back up now" })).ToBeVisibleAsync();
    }

    // The figures are patched in place: no reload, no polling.
    private static async Task SeePercentMoveAsync(IPage page)
    {
        var seen = new List<double>();
        while (seen.Distinct().Count() < 3)
        {
            var text = await page.Locator("#job-state").TextContentAsync() ?? "";
            if (Percent().Match(text) is { Success: true } match)
            {
                seen.Add(double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
            }

            Assert.Equal(0, await page.Locator("#job-state[data-status=failed]").CountAsync());
            Assert.True(
                seen.Distinct().Count() >= 3 || await page.Locator("#job-state[data-status=completed]").CountAsync() == 0,
                $"The job had completed before its percent was seen moving: {string.Join(", ", seen.Distinct())}");
        }

        Assert.Equal(seen.Order(), seen);
    }

    private static async Task<JobResponse> FailABackupAsync(RunningSystem system)
    {
        var user = system.NewUser();
        await user.LogInAsync();
        var repositories = await user.GetAsync<Page<RepositoryResponse>>("/api/repositories");
        var plan = await user.CreatePlanAsync("A folder that is gone", repositories.Items[0].Id, system.In("gone"));
        return await user.WaitForEndAsync(await user.StartBackupAsync(plan));
    }

    private static async Task LookAroundAsync(BrowserSession browser, JobResponse failed)
    {
        await browser.VisitAsync(
            ("dashboard", "/"), ("repositories", "/repositories"), ("repository", $"/repositories/{failed.RepositoryId}"),
            ("repository-edit", $"/repositories/{failed.RepositoryId}/edit"), ("plans", "/plans"), ("plan", $"/plans/{failed.PlanId}"),
            ("jobs", "/jobs"), ("jobs-filtered", "/jobs?status=failed&kind=backup"), ("jobs-none", "/jobs?search=nothing-is-called-that"),
            ("job-failed", $"/jobs/{failed.JobId}"), ("search", "/search?q=photos"));
        await browser.Page.GotoAsync("/archives");
        await browser.Page.Locator("#archive-list tbody a").First.ClickAsync();
        await Expect(browser.Page.GetByText("borg's id")).ToBeVisibleAsync();
        await browser.ScreenshotAsync("archive");
    }

    [GeneratedRegex(@"(\d+(?:\.\d+)?)\s*%")]
    private static partial Regex Percent();
}
