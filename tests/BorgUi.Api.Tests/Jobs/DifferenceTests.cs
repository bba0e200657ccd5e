using System.Net;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;

namespace BorgUi.Api.Tests.Jobs;

public sealed class DifferenceTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    [Fact]
    public async Task Differences_are_read_in_pages_over_all_kinds_or_one()
    {
        var job = await AddReportAsync();

        var all = await PagesAsync(job, "limit=3");
        var changed = await GetAsync(job, "change=changed");

        Assert.Equal(["a1", "a2/Deep", "a3", "a4", "c1", "r1", "r2/deep", "u?"], all.Select(line => line.Path));
        Assert.Equal((1L, null, false), (changed.Total, changed.Next, changed.IsComplete));
        Assert.Equal([EntryAspect.Size, EntryAspect.Owner], changed.Items[0].What);
        Assert.Equal((3L, 5L), (changed.Items[0].SizeBefore, changed.Items[0].SizeAfter));
    }

    [Fact]
    public async Task A_search_finds_a_part_of_the_path_over_all_chunks_in_any_case()
    {
        var job = await AddReportAsync();

        var found = await PagesAsync(job, "search=DEEP&limit=1");
        var gone = await GetAsync(job, "search=deep&change=removed");
        var none = await GetAsync(job, "search=nowhere");

        Assert.Equal(["a2/Deep", "r2/deep"], found.Select(line => line.Path));
        Assert.Equal(("r2/deep", null), (Assert.Single(gone.Items).Path, gone.Total));
        Assert.Empty(none.Items);
    }

    [Fact]
    public async Task They_are_exported_as_filtered_and_no_name_becomes_a_formula()
    {
        var job = await AddReportAsync("=cmd");
        var viewer = await api.AsAsync(Roles.Viewer);

        var whole = await viewer.GetStringAsync($"/api/jobs/{job}/differences.csv");
        var some = await viewer.GetStringAsync($"/api/jobs/{job}/differences.csv?change=added&search=cmd");

        Assert.StartsWith("change,path,type,what,size_before,size_after,mtime_before,mtime_after,bytes_added,bytes_removed,reason,exact_name\r\nadded,", whole, StringComparison.Ordinal);
        Assert.Contains("'=cmd", whole, StringComparison.Ordinal);
        Assert.Contains("changed,c1,file,size owner,3,5,", whole, StringComparison.Ordinal);
        Assert.Equal((9, 2), (whole.Count(character => character == '\n'), some.Count(character => character == '\n')));
    }

    [Theory]
    [InlineData("change=nonsense", "change")]
    [InlineData("limit=0", "limit")]
    [InlineData("cursor=x", "cursor")]
    public async Task Odd_questions_are_refused(string query, string field)
    {
        using var response = await (await api.AsAsync(Roles.Viewer)).GetAsync($"/api/jobs/{await AddReportAsync()}/differences?{query}");

        Assert.Equal([field], await response.ReadErrorFieldsAsync());
    }

    [Fact]
    public async Task A_job_that_compares_nothing_has_no_differences()
    {
        var (job, _) = await api.PendingBackupAsync();
        var viewer = await api.AsAsync(Roles.Viewer);

        using var page = await viewer.GetAsync($"/api/jobs/{job}/differences");
        using var file = await viewer.GetAsync($"/api/jobs/{job}/differences.csv");

        await page.ReadProblemAsync(HttpStatusCode.NotFound);
        await file.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    private async Task<List<DifferenceLine>> PagesAsync(Guid job, string query)
    {
        var (all, cursor) = (new List<DifferenceLine>(), (string?)null);
        do
        {
            var page = await GetAsync(job, $"{query}{(cursor is null ? "" : $"&cursor={cursor}")}");
            all.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return all;
    }

    private async Task<DifferencePage> GetAsync(Guid job, string query) =>
        await (await api.AsAsync(Roles.Viewer)).GetAsync<DifferencePage>($"/api/jobs/{job}/differences?{query}");

    private Task<Guid> AddReportAsync(string first = "a1") => api.InDatabaseAsync(async db =>
    {
        // Its archive and repository were forgotten meanwhile.
        var stored = new CompareLiveJob { Site = "nowhere", Details = new() { ArchiveName = "a", BorgId = "b" }, CreatedAt = DateTimeOffset.UnixEpoch };
        db.Jobs.Add(stored);
        Add(1, DifferenceChange.Added, first, "a2/Deep", "a3");
        Add(2, DifferenceChange.Removed, "r1", "r2/deep");
        Add(3, DifferenceChange.Added, "a4");
        Add(4, DifferenceChange.Changed, "c1");
        Add(5, DifferenceChange.Uncompared, "u?");
        await db.SaveChangesAsync();
        return stored.Id;

        void Add(int number, DifferenceChange change, params string[] paths)
        {
            var chunk = ReportChunk.Of(change, [.. paths.Select(path => LineOf(change, path))]);
            db.JobReportChunks.Add(new() { JobId = stored.Id, Number = number, Outcome = chunk.Outcome, LineCount = chunk.LineCount, Lines = chunk.Packed });
        }
    });

    private static DifferenceLine LineOf(DifferenceChange change, string path) => change == DifferenceChange.Changed
        ? new() { Path = path, Change = change, Type = EntryType.File, SizeBefore = 3, SizeAfter = 5, What = [EntryAspect.Size, EntryAspect.Owner] }
        : new() { Path = path, Change = change, Type = EntryType.File, ExactName = change != DifferenceChange.Uncompared };
}
