using System.IO.Compression;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BorgUi.AppHost.Tests.Browser;

/// <summary>"I need that file back": a part of its name is all that a person remembers, and the newest version is not the right one.</summary>
[Collection(SharedSystem.Collection)]
public sealed class FindAndRestoreTests(SharedSystem shared) : IAsyncLifetime
{
    private static readonly string[] Versions = ["the first words", "the right words, which were written second", "spoiled"];

    // Found only by us, however many tests share the system.
    private readonly string _name = $"Letter to {Guid.NewGuid():N} & co.txt";
    private readonly string _restored = shared.System.In($"found-{Guid.NewGuid():N}");
    private string _source = "";
    private BrowserSession _browser = null!;

    private IPage Page => _browser.Page;

    public async Task InitializeAsync()
    {
        var repository = await shared.User.CreateRepositoryAsync($"found {Guid.NewGuid():N}", shared.System.In($"found-repository-{Guid.NewGuid():N}"));
        _source = shared.System.MakeSource($"desk-{Guid.NewGuid():N}", files: 3, bytesEach: 10_000);
        // The default name is new each second, and these backups may take less.
        var plan = (await shared.User.PostAsync<PlanResponse>(
            "/api/plans", new SavePlanRequest { Name = $"desk {Guid.NewGuid():N}", RepositoryId = repository, Sources = [_source], ArchiveNameTemplate = "desk-{uuid4}" })).PlanId;
        foreach (var version in Versions)
        {
            await File.WriteAllTextAsync(Path.Combine(_source, _name), version);
            await shared.AssertCompletesAsync(plan);
        }

        await Eventually.HoldsAsync(
            async () => (await shared.User.GetArchivesAsync(repository)).All(archive => archive.IndexState == IndexState.Ready));
        Directory.CreateDirectory(_restored);
        _browser = await BrowserSession.OpenAsync(shared.System.Address);
        await _browser.LogInAsync();
    }

    public async Task DisposeAsync() => await _browser.DisposeAsync();

    [Fact]
    public async Task A_file_is_found_by_a_part_of_its_name_and_the_version_before_last_comes_back()
    {
        await FindAsync();
        var versions = Page.Url;
        await DownloadAsync();
        await RestoreAsync();
        await BrowseAndPackAsync(versions);
        Assert.Empty(_browser.Troubles);
    }

    private async Task FindAsync()
    {
        await Page.GotoAsync("/files");
        await _browser.ScreenshotAsync("find-empty");
        // As somebody types who does not remember the case of the letters.
        await Page.GetByLabel("Name", new() { Exact = true }).PressSequentiallyAsync(_name[10..30].ToUpperInvariant());
        var find = Page.Locator("#finds tbody a.name").First;
        await Expect(find).ToHaveTextAsync(_name);
        await _browser.ScreenshotAsync("find");
        await find.ClickAsync();
        await Expect(Page.Locator(".version")).ToHaveCountAsync(Versions.Length);
        await _browser.ScreenshotAsync("versions");
    }

    private async Task DownloadAsync()
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => VersionBeforeLast.GetByRole(AriaRole.Button, new() { Name = "Download" }).ClickAsync());

        Assert.Equal(_name, download.SuggestedFilename);
        await using var content = await download.CreateReadStreamAsync();
        using var reader = new StreamReader(content);
        Assert.Equal(Versions[^2], await reader.ReadToEndAsync());
    }

    private async Task RestoreAsync()
    {
        await VersionBeforeLast.GetByRole(AriaRole.Link, new() { Name = "Restore this version" }).ClickAsync();
        await Page.GetByLabel("Folder", new() { Exact = true }).FillAsync(_restored);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Restore", Exact = true }).ClickAsync();
        await Expect(Page.Locator("#job-state[data-status=completed]")).ToHaveCountAsync(1, new() { Timeout = 180_000 });

        Assert.Equal(Versions[^2], await File.ReadAllTextAsync(Path.Combine(_restored, _source.Trim('/'), _name)));
        Assert.Single(Directory.EnumerateFiles(_restored, "*", SearchOption.AllDirectories));
    }

    // From the timeline into the folder of an archive, to choose what else is wanted.
    private async Task BrowseAndPackAsync(string versions)
    {
        await Page.GotoAsync(versions);
        await Page.Locator(".tree-path li").Last.Locator("xpath=preceding-sibling::li[1]").Locator("a").ClickAsync();
        await Expect(Page.Locator(".table--files tbody tr")).ToHaveCountAsync(4);
        await Page.GetByLabel($"Choose {_name}").CheckAsync();
        await Page.GetByLabel("Choose file-0001.bin").CheckAsync();
        await Expect(Page.Locator("[data-basket]")).ToContainTextAsync("2 chosen");
        await _browser.ScreenshotAsync("files");
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByRole(AriaRole.Button, new() { Name = "zip" }).ClickAsync());

        await using var content = await download.CreateReadStreamAsync();
        using var seekable = new MemoryStream();
        await content.CopyToAsync(seekable);
        using var zip = new ZipArchive(seekable);
        Assert.Equal(["file-0001.bin", _name], zip.Entries.Select(entry => entry.Name).Order(StringComparer.OrdinalIgnoreCase));
    }

    private ILocator VersionBeforeLast => Page.Locator(".version").Nth(1);
}
