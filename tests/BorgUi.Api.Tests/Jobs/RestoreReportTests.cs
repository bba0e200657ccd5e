using System.Net;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;

namespace BorgUi.Api.Tests.Jobs;

public sealed class RestoreReportTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    [Fact]
    public async Task A_report_is_read_in_pages_the_failed_ones_first()
    {
        var job = await AddReportAsync();

        var (all, cursor) = (new List<ReportLine>(), (string?)null);
        do
        {
            var page = await GetAsync(job, $"limit=3{(cursor is null ? "" : $"&cursor={cursor}")}");
            Assert.Equal(8, page.Total);
            all.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        var skipped = await GetAsync(job, "outcome=skipped");

        Assert.Equal(["f1", "r1", "r2", "r3", "r4", "r5", "s1", "s2"], all.Select(line => line.Path));
        Assert.Equal((2L, null, "It is there already."), (skipped.Total, skipped.Next, skipped.Items[0].Reason));
    }

    [Fact]
    public async Task A_report_is_exported_whole()
    {
        var job = await AddReportAsync();

        var text = await (await api.AsAsync(Roles.Viewer)).GetStringAsync($"/api/restore/jobs/{job}/report.csv");

        Assert.Equal("outcome,path,size,reason,exact_name\r\nfailed,f1,,No.,true\r\n", text[..text.IndexOf("restored", StringComparison.Ordinal)]);
        Assert.Equal(9, text.Count(character => character == '\n'));
    }

    [Theory]
    [InlineData("outcome=nonsense")]
    [InlineData("limit=0")]
    [InlineData("cursor=x")]
    public async Task Odd_questions_are_refused(string query)
    {
        using var response = await (await api.AsAsync(Roles.Viewer)).GetAsync($"/api/restore/jobs/{await AddReportAsync()}/report?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private async Task<ReportPage> GetAsync(Guid job, string query)
    {
        using var response = await (await api.AsAsync(Roles.Viewer)).GetAsync($"/api/restore/jobs/{job}/report?{query}");
        return await response.ReadAsync<ReportPage>();
    }

    private Task<Guid> AddReportAsync() => api.InDatabaseAsync(async db =>
    {
        // Its archive and repository were forgotten meanwhile.
        var stored = new RestoreJob
        {
            Site = "nowhere",
            Details = new() { ArchiveName = "a", BorgId = "b", Destination = "/x", Paths = [], Overwrite = OverwritePolicy.Never },
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        db.Jobs.Add(stored);
        Add(1, ReportOutcome.Restored, "r1", "r2", "r3");
        Add(2, ReportOutcome.Skipped, "s1", "s2");
        Add(3, ReportOutcome.Failed, "f1");
        Add(4, ReportOutcome.Restored, "r4", "r5");
        await db.SaveChangesAsync();
        return stored.Id;

        void Add(int number, ReportOutcome outcome, params string[] paths)
        {
            var reason = outcome switch { ReportOutcome.Failed => "No.", ReportOutcome.Skipped => "It is there already.", _ => null };
            var chunk = ReportChunk.Of(outcome, [.. paths.Select(path => new ReportLine(path, outcome, Reason: reason))]);
            db.JobReportChunks.Add(new() { JobId = stored.Id, Number = number, Outcome = chunk.Outcome, LineCount = chunk.LineCount, Lines = chunk.Packed });
        }
    });
}
