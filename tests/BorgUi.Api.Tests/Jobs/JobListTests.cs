using BorgUi.Contracts;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Tests.Jobs;

public sealed class JobListTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private readonly TestWorker _worker = new(api);

    [Theory]
    [InlineData("offset")]
    [InlineData("cursor")]
    public async Task Pages_hold_every_job_once_and_newest_first_also_when_times_are_equal(string by)
    {
        var repositoryId = await api.ReadyRepositoryAsync();
        var made = await AddJobsAsync(repositoryId, 25);
        var viewer = await api.AsAsync(Roles.Viewer);
        var seen = new List<JobResponse>();
        string? position = "";
        while (position is not null)
        {
            var page = await viewer.GetAsync<Page<JobResponse>>($"/api/jobs?repository_id={repositoryId}&limit=7{position}");
            Assert.Equal((25, false), (page.Total, page.TotalIsEstimate));
            seen.AddRange(page.Items);
            position = page.Next is null ? null : by == "cursor" ? $"&cursor={page.Next}" : $"&offset={seen.Count}";
        }

        Assert.Equal(made.Order(), seen.Select(job => job.JobId).Order());
        Assert.Equal(seen.OrderByDescending(job => job.CreatedAt).Select(job => job.CreatedAt), seen.Select(job => job.CreatedAt));
    }

    [Fact]
    public async Task Beyond_ten_thousand_the_total_is_an_estimate_that_says_so()
    {
        var repositoryId = await api.ReadyRepositoryAsync();
        var jobId = Assert.Single(await AddJobsAsync(repositoryId, 1));
        await api.InDatabaseAsync(db =>
        {
            // So many rows take their time on a busy machine.
            db.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
            return db.Database.ExecuteSqlAsync($"""
                INSERT INTO jobs
                SELECT copied.*
                FROM jobs, generate_series(1, 10001) AS line,
                    jsonb_populate_record(jobs, jsonb_build_object('id', gen_random_uuid(), 'log_lines', line)) AS copied
                WHERE jobs.id = {jobId}
                """);
        });
        var viewer = await api.AsAsync(Roles.Viewer);

        var page = await viewer.GetAsync<Page<JobResponse>>($"/api/jobs?repository_id={repositoryId}&limit=1");

        Assert.True(page.TotalIsEstimate);
        Assert.True(page.Total > 10_000);
    }

    [Fact]
    public async Task Filters_narrow_down_and_status_may_repeat()
    {
        var failed = await _worker.RunBackupAsync(JobStatus.Failed, "Repository is 100% full_up");
        var completed = await _worker.RunBackupAsync(JobStatus.Completed);
        var (pending, _) = await api.PendingBackupAsync();
        var failure = await GetAsync(failed);

        Assert.Equal([failed], await IdsAsync($"status=failed&repository_id={failure.RepositoryId}"));
        Assert.Equal([failed], await IdsAsync($"plan_id={failure.PlanId}"));
        Assert.Equal([failed], await IdsAsync($"search={failure.PlanName}"));
        Assert.Equal([failed], await IdsAsync("search=100%25 full_u"));
        Assert.Equal([completed], await IdsAsync($"search={completed.ToString()[4..]}"));
        Assert.Empty(await IdsAsync("search=100_ full"));
        var both = await IdsAsync("status=failed&status=completed&job_type=backup");
        Assert.Contains(failed, both);
        Assert.Contains(completed, both);
        Assert.DoesNotContain(pending, both);
    }

    [Fact]
    public async Task From_and_to_take_times_of_any_zone()
    {
        var (jobId, _) = await api.PendingBackupAsync();
        var job = await GetAsync(jobId);
        var from = Uri.EscapeDataString(job.CreatedAt.ToOffset(TimeSpan.FromHours(5)).ToString("O"));

        Assert.Contains(jobId, await IdsAsync($"from={from}"));
        Assert.DoesNotContain(jobId, await IdsAsync($"to={from}"));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("offset=-1", "offset")]
    [InlineData("offset=99999999999", "offset")]
    [InlineData("offset=1&cursor=MXwx", "cursor")]
    [InlineData("cursor=nonsense", "cursor")]
    [InlineData("status=done", "status")]
    [InlineData("status=1", "status")]
    [InlineData("job_type=explode", "job_type")]
    [InlineData("repository_id=7", "repository_id")]
    [InlineData("plan_id=x", "plan_id")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-02-01&to=2026-01-01", "to")]
    [InlineData("search=%00", "search")]
    public async Task Bad_parameters_are_named(string query, string field)
    {
        var viewer = await api.AsAsync(Roles.Viewer);
        using var response = await viewer.ReadFromAsync($"/api/jobs?{query}");

        Assert.Contains(field, await response.ReadErrorFieldsAsync());
    }

    [Fact]
    public async Task All_jobs_are_listed_and_chores_left_out_on_request()
    {
        var repositoryId = await api.ReadyRepositoryAsync();
        var now = api.Clock.GetUtcNow();
        var browse = new BrowseJob { RepositoryId = repositoryId, Site = "nowhere", Details = new() { ArchiveName = "a", BorgId = "b", Path = "" }, CreatedAt = now };
        var index = IndexArchiveJob.Of(repositoryId, "nowhere", now);
        await api.InDatabaseAsync(db =>
        {
            db.Jobs.AddRange(browse, index);
            return db.SaveChangesAsync();
        });
        var work = Assert.Single(await AddJobsAsync(repositoryId, 1));

        Assert.Equal(new[] { browse.Id, index.Id, work }.Order(), (await IdsAsync($"repository_id={repositoryId}")).Order());
        Assert.Equal([work], await IdsAsync($"repository_id={repositoryId}&without_chores=true"));
    }

    private async Task<List<Guid>> AddJobsAsync(Guid repositoryId, int count)
    {
        var now = api.Clock.GetUtcNow();
        // Five at a time share their time, so that the order needs the id.
        var jobs = Enumerable.Range(0, count)
            .Select(i => new CreateRepositoryJob { RepositoryId = repositoryId, Site = "nowhere", CreatedAt = now.AddSeconds(i / 5) })
            .ToList();
        await api.InDatabaseAsync(db =>
        {
            db.Jobs.AddRange(jobs);
            return db.SaveChangesAsync();
        });
        return jobs.ConvertAll(job => job.Id);
    }

    private async Task<JobResponse> GetAsync(Guid jobId) => await (await api.AsAsync(Roles.Viewer)).GetAsync<JobResponse>($"/api/jobs/{jobId}");

    private async Task<IEnumerable<Guid>> IdsAsync(string query)
    {
        var viewer = await api.AsAsync(Roles.Viewer);
        return (await viewer.GetAsync<Page<JobResponse>>($"/api/jobs?limit=500&{query}")).Items.Select(job => job.JobId);
    }
}
