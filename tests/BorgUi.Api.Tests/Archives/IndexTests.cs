using System.Net;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;

namespace BorgUi.Api.Tests.Archives;

public sealed class IndexTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    [Fact]
    public async Task Folders_are_browsed_by_page_with_what_lies_below_them()
    {
        var (story, viewer) = await TellAsync();
        var root = await viewer.GetAsync<ArchiveFolder>($"/api/archives/{story.Archives[2]}/entries");
        var home = await viewer.GetAsync<ArchiveFolder>($"/api/archives/{story.Archives[2]}/entries?path=/home/anna&sort=size&descending=true");
        var first = await viewer.GetAsync<ArchiveFolder>($"/api/archives/{story.Archives[2]}/entries?path=home/anna&limit=1");
        var second = await viewer.GetAsync<ArchiveFolder>($"/api/archives/{story.Archives[2]}/entries?path=home/anna&limit=1&cursor={first.Next}");

        Assert.Equal([("etc", 5L, 1L), ("home", 135L, 3L)], root.Items.Select(item => (item.Name, item.Size!.Value, item.FileCount!.Value)));
        Assert.Equal(["Report.pdf", "photos"], home.Items.Select(item => item.Name));
        Assert.Equal(("-rw-r-----", "home/anna/Report.pdf", EntrySource.Index, 135), (home.Items[0].Mode, home.Items[0].Path, home.Source, home.Folder!.Size));
        Assert.Equal(["photos", "Report.pdf"], first.Items.Concat(second.Items).Select(item => item.Name));
        Assert.Equal((2, null), (first.Total, second.Next));
    }

    [Fact]
    public async Task What_is_not_there_or_not_indexed_is_said()
    {
        var (story, viewer) = await TellAsync();
        var late = await story.AddArchiveAsync();

        await RefusedAsync(viewer, $"/api/archives/{story.Archives[0]}/entries?path=home/nobody", HttpStatusCode.NotFound);
        await RefusedAsync(viewer, $"/api/archives/{Guid.NewGuid()}/entries", HttpStatusCode.NotFound);
        await RefusedAsync(viewer, $"/api/archives/{story.Archives[0]}/diff/{late}", HttpStatusCode.Conflict);
        await RefusedAsync(viewer, $"/api/archives/{story.Archives[0]}/entries?sort=colour&limit=0&cursor=x", HttpStatusCode.BadRequest);
        await RefusedAsync(viewer, $"/api/search?q=*a*b", HttpStatusCode.BadRequest);
        await RefusedAsync(viewer, $"/api/repositories/{Guid.NewGuid()}/versions?path=a", HttpStatusCode.NotFound);
        using var started = await (await api.AsAsync(Roles.Operator)).PostJsonAsync($"/api/archives/{late}/index", new { });
        Assert.Equal(JobStatus.Pending, (await started.ReadAsync<JobStarted>(HttpStatusCode.Accepted)).Status);
    }

    [Theory]
    [InlineData("REPORT", "home/anna/Report.pdf")]
    [InlineData("*.jpg", "home/anna/photos/a.jpg", "home/anna/photos/b.JPG")]
    [InlineData("100%_", "home/bert/100%_sure.txt")]
    [InlineData("anna/no", "home/anna/notes.txt")]
    [InlineData("/etc/hos", "etc/hosts")]
    [InlineData("anna/*/?.jpg", "home/anna/photos/a.jpg", "home/anna/photos/b.JPG")]
    [InlineData("/anna/*.txt")]
    [InlineData("anna", "home/anna")]
    [InlineData("report&min_size=121")]
    [InlineData("s.t&type=file&from=2026-03-01T12:00:00Z&to=2026-03-01T13:00:00Z", "home/anna/notes.txt")]
    [InlineData("nothing like it")]
    public async Task Files_are_found_by_parts_of_names_and_paths_and_by_patterns(string query, params string[] expected)
    {
        var (story, viewer) = await TellAsync();

        var found = await viewer.GetAsync<SearchResponse>($"/api/search?repository_id={story.RepositoryId}&q={query.Replace("%", "%25", StringComparison.Ordinal)}");

        Assert.Equal(expected, found.Items.Select(hit => hit.Path).Order(StringComparer.Ordinal));
        Assert.False(found.More);
    }

    [Fact]
    public async Task A_hit_says_where_it_is_and_each_page_goes_on_behind_the_last()
    {
        var (story, viewer) = await TellAsync();

        var all = await viewer.GetAsync<SearchResponse>($"/api/search?repository_id={story.RepositoryId}&q=home/");
        var first = await viewer.GetAsync<SearchResponse>($"/api/search?repository_id={story.RepositoryId}&q=home/&limit=4");
        var second = await viewer.GetAsync<SearchResponse>($"/api/search?repository_id={story.RepositoryId}&q=home/&limit=4&cursor={first.Next}");

        Assert.Equal(all.Items.Select(hit => hit.Path), first.Items.Concat(second.Items).Select(hit => hit.Path));
        Assert.Equal((true, false), (first.More, second.More));
        var report = all.Items.Single(hit => hit.Name == "Report.pdf");
        Assert.Equal((2, 120, story.Archives[0], story.Archives[2], true), (report.Versions, report.Size, report.FirstArchive.Id, report.LastArchive.Id, report.InNewest));
        Assert.False(all.Items.Single(hit => hit.Name == "notes.txt").InNewest);
    }

    [Fact]
    public async Task A_timeline_tells_when_a_file_changed_and_vanished()
    {
        var (story, viewer) = await TellAsync();

        var report = await viewer.GetAsync<FileVersions>($"/api/repositories/{story.RepositoryId}/versions?path=home/anna/Report.pdf");
        var notes = await viewer.GetAsync<FileVersions>($"/api/repositories/{story.RepositoryId}/versions?path=home/anna/notes.txt");

        Assert.Equal([(120L, 2, "laptop"), (100L, 1, "laptop")], report.Items.Select(item => (item.Size!.Value, item.ArchiveCount, item.Series)));
        Assert.All(report.Items, item => Assert.Null(item.GoneIn));
        Assert.Equal((story.Archives[0], story.Archives[1], story.Archives[2]), (notes.Items[0].FirstArchive.Id, notes.Items[0].LastArchive.Id, notes.Items[0].GoneIn!.Id));
    }

    [Fact]
    public async Task A_difference_has_totals_for_each_folder_and_can_be_told_flat()
    {
        var (story, viewer) = await TellAsync();
        var address = $"/api/archives/{story.Archives[0]}/diff/{story.Archives[2]}";

        var top = await viewer.GetAsync<ArchiveDiff>(address);
        var gone = await viewer.GetAsync<ArchiveDiff>($"{address}?change=removed&recursive=true");
        var anna = await viewer.GetAsync<ArchiveDiff>($"{address}?path=home/anna");

        Assert.Equal((2, 15, 2, 11, 1), (top.Added.Files, top.Added.BytesAfter, top.Removed.Files, top.Removed.BytesBefore, top.Changed.Files));
        var home = Assert.Single(top.Items);
        Assert.Equal(("home", EntryChange.Changed, 2, 2), (home.Name, home.Change, home.Added!.Files, home.Removed!.Files));
        Assert.Equal(["home/anna/notes.txt", "home/bert/100%_sure.txt"], gone.Items.Select(item => item.Path));
        Assert.Equal([("photos", EntryChange.Added), ("Report.pdf", EntryChange.Changed), ("notes.txt", EntryChange.Removed)], anna.Items.Select(item => (item.Name, item.Change)));
        Assert.Equal([EntryAspect.Size, EntryAspect.Mtime], anna.Items[1].What);
    }

    private async Task<(IndexedStory Story, HttpClient Viewer)> TellAsync() => (await IndexedStory.TellAsync(api), await api.AsAsync(Roles.Viewer));

    private static async Task RefusedAsync(HttpClient viewer, string address, HttpStatusCode expected)
    {
        using var response = await viewer.ReadFromAsync(address);
        await response.ReadProblemAsync(expected);
    }
}
