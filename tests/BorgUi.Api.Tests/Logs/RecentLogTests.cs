using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Logs;

namespace BorgUi.Api.Tests.Logs;

public sealed class RecentLogTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private readonly TestWorker _worker = new(api);

    [Fact]
    public async Task Lines_of_all_jobs_come_newest_first_and_name_what_they_are_about()
    {
        var (old, oldClaim) = await _worker.StartBackupAsync();
        await _worker.LogAsync(oldClaim, 1, (JobLogLevel.Info, "of yesterday"), (JobLogLevel.Info, "still of yesterday"));
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        var (recent, claim) = await _worker.StartBackupAsync();
        await _worker.LogAsync(claim, 1, (JobLogLevel.Info, "of today"));
        var job = await (await api.AsAsync(Roles.Viewer)).GetAsync<JobResponse>($"/api/jobs/{recent}");

        var log = await ReadAsync("limit=3");

        Assert.Equal(["of today", "still of yesterday", "of yesterday"], log.Select(line => line.Message));
        Assert.Equal([recent, old, old], log.Select(line => line.JobId));
        Assert.Equal((1, JobLogLevel.Info, JobType.Backup, job.PlanName, job.RepositoryName),
            (log[0].Number, log[0].Level, log[0].JobType, log[0].PlanName, log[0].RepositoryName));
        Assert.Equal(["of today"], (await ReadAsync("limit=1")).Select(line => line.Message));
        Assert.Equal(2, (await ReadAsync($"job_id={old}")).Count);
    }

    [Fact]
    public async Task Level_and_search_look_through_all_lines_before_they_are_counted()
    {
        var (jobId, claim) = await _worker.StartBackupAsync();
        await _worker.LogAsync(claim, 1, (JobLogLevel.Error, "100% wrong"), (JobLogLevel.Warning, "Denied: a"), (JobLogLevel.Info, "denied: b"), (JobLogLevel.Info, "fine"));

        Assert.Equal([2, 1], (await ReadAsync($"job_id={jobId}&level=warning")).Select(line => line.Number));
        Assert.Equal([3], (await ReadAsync($"job_id={jobId}&search=denied&limit=1")).Select(line => line.Number));
        Assert.Equal([1], (await ReadAsync($"job_id={jobId}&search=0%25")).Select(line => line.Number));
        Assert.Empty(await ReadAsync($"job_id={Guid.NewGuid()}"));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("level=loud", "level")]
    [InlineData("search=%00", "search")]
    [InlineData("job_id=7", "job_id")]
    public async Task Bad_parameters_are_named(string query, string field)
    {
        using var response = await (await api.AsAsync(Roles.Viewer)).ReadFromAsync($"/api/logs?{query}");

        Assert.Contains(field, await response.ReadErrorFieldsAsync());
    }

    private async Task<IReadOnlyList<RecentLogLine>> ReadAsync(string query) =>
        (await (await api.AsAsync(Roles.Viewer)).GetAsync<RecentLog>($"/api/logs?{query}")).Items;
}
