using System.Text.RegularExpressions;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BorgUi.AppHost.Tests.Browser;

/// <summary>A person looks after a repository and gets files back, by clicking; borg and the disk say whether that is true.</summary>
[Collection(SharedSystem.Collection)]
public sealed partial class OperationsTests(SharedSystem shared) : IAsyncLifetime
{
    private const int Backups = 3;

    private readonly ApiUser _user = shared.User;
    private readonly string _location = shared.System.In($"operated-{Guid.NewGuid():N}");
    private readonly string _restored = shared.System.In($"restored-{Guid.NewGuid():N}");
    private string _source = "";
    private Guid _repository;
    private BrowserSession _browser = null!;

    private IPage Page => _browser.Page;

    public async Task InitializeAsync()
    {
        _repository = await _user.CreateRepositoryAsync($"operated {Guid.NewGuid():N}", _location);
        _source = shared.System.MakeSource($"letters-{Guid.NewGuid():N}", files: 3, bytesEach: 100_000);
        for (var backup = 0; backup < Backups; backup++)
        {
            await File.WriteAllTextAsync(Path.Combine(_source, "changing.txt"), $"version {backup}");
            var started = await _user.PostAsync<JobStarted>(
                "/api/backup/run", new CreateBackupJobRequest { RepositoryId = _repository, Sources = [_source], ArchiveNameTemplate = "letters-{uuid4}" });
            var job = await _user.WaitForEndAsync(started.JobId);
            Assert.True(job.Status == JobStatus.Completed, $"{job.Status}: {job.ErrorMessage}");
        }

        _browser = await BrowserSession.OpenAsync(shared.System.Address);
        await _browser.LogInAsync();
    }

    public async Task DisposeAsync() => await _browser.DisposeAsync();

    [Fact]
    public async Task A_repository_is_checked_and_pruned_and_a_folder_restored_by_clicking()
    {
        await CheckAsync();
        await PruneAsync();
        await RestoreAsync();
        Assert.Empty(_browser.Troubles);
    }

    private async Task CheckAsync()
    {
        await Page.GotoAsync($"/repositories/{_repository}");
        await Expect(Page.GetByText("it was never checked", new() { Exact = false }).First).ToBeVisibleAsync();
        await ClickAsync(AriaRole.Link, "Check …");
        var dialog = Page.GetByRole(AriaRole.Dialog, new() { Name = "Check for damage" });
        await dialog.GetByText("Only the repository", new() { Exact = true }).ClickAsync();
        await dialog.GetByText("Verify the data too").ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();
        await Expect(dialog.Locator(".field__error").First).ToContainTextAsync("by way of the archives");
        await _browser.ScreenshotAsync("check-refused");
        await dialog.GetByText("Everything", new() { Exact = true }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Check now" }).ClickAsync();

        await SeeResultAsync("No damage was found.");
        await _browser.ScreenshotAsync("job-check");
        Assert.Equal(CheckResult.Ok, (await _user.GetRepositoryAsync(_repository)).LastCheckResult);
        await Page.GotoAsync($"/repositories/{_repository}");
        await Expect(Page.Locator(".badge").Filter(new() { HasText = "No damage" })).ToBeVisibleAsync();
        await _browser.ScreenshotAsync("repository-operated");
    }

    private async Task PruneAsync()
    {
        await ClickAsync(AriaRole.Link, "Prune …");
        foreach (var rule in (string[])["Daily", "Weekly", "Monthly"])
        {
            await Page.GetByLabel(rule, new() { Exact = true }).First.FillAsync("");
        }

        // Each of the rules on the way deletes another number of archives.
        await Page.GetByLabel("Newest", new() { Exact = true }).First.FillAsync("1");
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Prune now: delete 2 archives" })).ToBeVisibleAsync();
        await Page.GetByText("Yes, delete them").ClickAsync();
        await _browser.ScreenshotAsync("prune");
        Assert.Equal(Backups, await CountArchivesAsync());
        await ClickAsync(AriaRole.Button, "Prune now: delete 2 archives");
        await SeeResultAsync("2 archives were pruned, 1 kept.");
        await _browser.ScreenshotAsync("job-prune");
        Assert.Equal(1, await CountArchivesAsync());
    }

    private async Task RestoreAsync()
    {
        var archive = Assert.Single(await _user.GetArchivesAsync(_repository));
        Directory.CreateDirectory(_restored);
        await TryRestoreAsync(archive);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_restored));
        await ClickAsync(AriaRole.Link, "Go on to restore");
        await Expect(Page.GetByLabel("Folder", new() { Exact = true })).ToHaveValueAsync(_restored);
        await ClickAsync(AriaRole.Button, "Restore");
        await SeeResultAsync("All 2 files are restored.");
        await _browser.ScreenshotAsync("job-restore");

        var back = Path.Combine(_restored, _source.Trim('/'));
        Assert.Equal(["changing.txt", "file-0001.bin"], Directory.EnumerateFiles(back).Select(Path.GetFileName).Order());
        Assert.Equal($"version {Backups - 1}", await File.ReadAllTextAsync(Path.Combine(back, "changing.txt")));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(_source, "file-0001.bin")), await File.ReadAllBytesAsync(Path.Combine(back, "file-0001.bin")));

        await ClickAsync(AriaRole.Link, "Restore again");
        await ClickAsync(AriaRole.Button, "Restore");
        await SeeResultAsync("2 files were left as they are, because they are there already.");
        await Expect(Page.Locator("#result [data-tone=completed]")).ToHaveCountAsync(0);
    }

    private async Task TryRestoreAsync(ArchiveResponse archive)
    {
        await Page.GotoAsync($"/archives/{archive.Id}");
        await _browser.ScreenshotAsync("archive-operated");
        await ClickAsync(AriaRole.Link, "Restore");
        await Page.GetByText("Only some files and folders").ClickAsync();
        await Page.GetByLabel("Paths", new() { Exact = true }).FillAsync($"{_source}//changing.txt\n{_source[1..]}/file-0001.bin");
        await Page.GetByLabel("Folder", new() { Exact = true }).FillAsync("relative");
        await ClickAsync(AriaRole.Button, "Try it without writing");
        await Expect(Page.Locator(".field__error").Filter(new() { HasText = "is not absolute" })).ToBeVisibleAsync();
        await _browser.ScreenshotAsync("restore-refused");
        await Page.GetByLabel("Folder", new() { Exact = true }).FillAsync(_restored);
        await ClickAsync(AriaRole.Button, "Try it without writing");
        await SeeResultAsync("All 2 files can be restored.");
    }

    private Task ClickAsync(AriaRole role, string name) => Page.GetByRole(role, new() { Name = name, Exact = true }).ClickAsync();

    // On the page of a job, without a reload.
    private async Task SeeResultAsync(string words)
    {
        await Page.WaitForURLAsync(JobAddress());
        await Expect(Page.Locator("#job-state[data-status=completed], #job-state[data-status=completed_with_warnings], #job-state[data-status=failed]"))
            .ToHaveCountAsync(1, new() { Timeout = 180_000 });
        await Expect(Page.Locator("#result .verdict")).ToHaveTextAsync(words);
    }

    private async Task<int> CountArchivesAsync() =>
        (await BorgCommandLine.RunAsync(shared.System.In("own-borg"), "list", "--short", "--lock-wait", "60", _location)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;

    [GeneratedRegex("/jobs/[0-9a-f-]{36}$")]
    private static partial Regex JobAddress();
}
