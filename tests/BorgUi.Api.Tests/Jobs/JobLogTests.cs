using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Tests.Jobs;

public sealed class JobLogTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private readonly TestWorker _worker = new(api);

    [Fact]
    public async Task Is_read_in_order_and_on_from_where_one_was()
    {
        var (jobId, claim) = await _worker.StartBackupAsync();
        await _worker.LogAsync(claim, 1, [.. Enumerable.Range(1, 5).Select(i => (JobLogLevel.Info, $"line {i}"))]);

        var first = await LogAsync(jobId, "limit=3");
        var rest = await LogAsync(jobId, $"after={first.Next}");
        var nothing = await LogAsync(jobId, $"after={rest.Next}");

        Assert.Equal([1, 2, 3], first.Items.Select(line => line.Number));
        Assert.Equal(["line 4", "line 5"], rest.Items.Select(line => line.Message));
        Assert.Empty(nothing.Items);
        Assert.Equal((3, 5, 5), (first.Next, rest.Next, nothing.Next));
        Assert.False(nothing.IsComplete);
        await _worker.FinishAsync(claim, JobStatus.Completed);
        Assert.True((await LogAsync(jobId, "after=5")).IsComplete);
        Assert.False((await LogAsync(jobId, "limit=5")).IsComplete);
    }

    [Fact]
    public async Task A_level_means_that_and_worse_and_search_finds_text_in_any_case()
    {
        var (jobId, claim) = await _worker.StartBackupAsync();
        await _worker.LogAsync(claim, 1, (JobLogLevel.Debug, "d"), (JobLogLevel.Info, "100% sure"), (JobLogLevel.Warning, "/etc/Shadow: denied"), (JobLogLevel.Error, "e"), (JobLogLevel.Info, "last"));

        Assert.Equal([3, 4], (await LogAsync(jobId, "level=warning")).Items.Select(line => line.Number));
        Assert.Equal([3], (await LogAsync(jobId, "search=shadow")).Items.Select(line => line.Number));
        Assert.Equal([2], (await LogAsync(jobId, "search=0%25")).Items.Select(line => line.Number));
        // A follower that filters goes on behind all lines that were looked at.
        Assert.Equal(5, (await LogAsync(jobId, "level=error")).Next);
    }

    [Fact]
    public async Task As_text_it_is_whole_and_says_what_was_cut()
    {
        var (jobId, claim) = await _worker.StartBackupAsync();
        await _worker.LogAsync(claim, 1, (JobLogLevel.Info, "begin"));
        await _worker.LogAsync(claim, 4, (JobLogLevel.Warning, "<script>end"));

        using var response = await (await api.AsAsync(Roles.Viewer)).ReadFromAsync($"/api/jobs/{jobId}/log.txt");

        var lines = (await response.Content.ReadAsStringAsync()).TrimEnd().Split('\n');
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z info    begin$", lines[0]);
        Assert.Equal("… 2 lines were cut out here …", lines[1]);
        Assert.EndsWith("warning <script>end", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("after=-1", "after")]
    [InlineData("limit=1001", "limit")]
    [InlineData("level=loud", "level")]
    [InlineData("search=%00", "search")]
    public async Task Bad_parameters_are_named(string query, string field)
    {
        using var response = await (await api.AsAsync(Roles.Viewer)).ReadFromAsync($"/api/jobs/{Guid.NewGuid()}/log?{query}");

        Assert.Equal([field], await response.ReadErrorFieldsAsync());
    }

    private async Task<JobLogPage> LogAsync(Guid jobId, string query) =>
        await (await api.AsAsync(Roles.Viewer)).GetAsync<JobLogPage>($"/api/jobs/{jobId}/log?{query}");
}
