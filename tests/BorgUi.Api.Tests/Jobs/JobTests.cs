using System.Net;
using BorgUi.Contracts;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Workers;

namespace BorgUi.Api.Tests.Jobs;

public sealed class JobTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private readonly TestWorker _worker = new(api);

    [Fact]
    public async Task An_ended_job_shows_its_warnings_and_figures()
    {
        var jobId = await _worker.RunBackupAsync(JobStatus.CompletedWithWarnings, error: null, new JobWarning("/etc/shadow", "permission denied"));

        var job = await GetAsync(jobId);

        Assert.Equal((JobType.Backup, JobStatus.CompletedWithWarnings, 1), (job.JobType, job.Status, job.WarningCount));
        Assert.Equal(new JobWarning("/etc/shadow", "permission denied"), Assert.Single(job.Warnings));
        Assert.Equal(3, job.Stats!.Value.GetProperty("nfiles").GetInt32());
        Assert.NotNull(job.CompletedAt);
        Assert.Equal((JobTrigger.User, "test-worker"), (job.TriggeredBy, job.Worker));
        Assert.Equal(job.JobId, (await (await api.AsAsync(Roles.Viewer)).GetAsync<JobResponse>($"/api/backup/jobs/{jobId}")).JobId);
    }

    [Theory]
    [InlineData("/api/jobs/{0}")]
    [InlineData("/api/jobs/{0}/log")]
    [InlineData("/api/jobs/{0}/log.txt")]
    [InlineData("/api/backup/jobs/{0}")]
    [InlineData("/api/backup/logs/{0}")]
    public async Task An_unknown_job_is_not_found(string address)
    {
        var viewer = await api.AsAsync(Roles.Viewer);
        foreach (var id in new[] { Guid.NewGuid().ToString(), "7", "not-an-id" })
        {
            using var response = await viewer.ReadFromAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, id));
            await response.ReadProblemAsync(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Backups_only_are_found_among_the_backups()
    {
        var started = await api.CreateRepositoryAsync();
        using var response = await (await api.AsAsync(Roles.Viewer)).ReadFromAsync($"/api/backup/jobs/{started.JobId}");

        await response.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_waiting_job_is_cancelled_at_once_and_a_running_one_is_asked_to_stop()
    {
        var (waiting, _) = await api.PendingBackupAsync();
        var (running, claim) = await _worker.StartBackupAsync();

        Assert.Equal(JobStatus.Cancelled, (await CancelAsync(waiting, HttpStatusCode.Accepted))!.Status);
        Assert.Equal(JobStatus.Running, (await CancelAsync(running, HttpStatusCode.Accepted))!.Status);
        Assert.NotNull((await GetAsync(running)).CancelRequestedAt);
        await CancelAsync(waiting, HttpStatusCode.Conflict);

        await _worker.FinishAsync(claim, JobStatus.Cancelled);
        await CancelAsync(running, HttpStatusCode.Conflict);
        await CancelAsync(Guid.NewGuid(), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_an_ended_job_can_be_deleted()
    {
        var (running, claim) = await _worker.StartBackupAsync();
        await _worker.LogAsync(claim, 1, (JobLogLevel.Info, "one"));
        await DeleteAsync(running, HttpStatusCode.Conflict);

        await _worker.FinishAsync(claim, JobStatus.Completed);

        await DeleteAsync(running, HttpStatusCode.NoContent);
        await DeleteAsync(running, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_waiting_job_says_what_it_waits_for()
    {
        var (first, site) = await api.PendingBackupAsync();
        Assert.Equal($"No worker for site {site} is running.", (await GetAsync(first)).WaitingReason);

        await AddWorkerAsync(site, trouble: "borg is not installed.");
        Assert.Equal($"The worker for site {site} takes no jobs: borg is not installed.", (await GetAsync(first)).WaitingReason);

        var worker = await AddWorkerAsync(site, trouble: null);
        Assert.Null((await GetAsync(first)).WaitingReason);

        var claim = await _worker.ClaimAsync(site);
        var client = await api.AsAsync(Roles.Operator);
        using var again = await client.PostJsonAsync("/api/backup/run", new { plan_id = (await GetAsync(first)).PlanId });
        var second = (await again.ReadAsync<JobStarted>(HttpStatusCode.Accepted)).JobId;
        Assert.Equal($"The repository is busy with job {first} (backup).", (await GetAsync(second)).WaitingReason);
        var listed = await client.GetAsync<Page<JobResponse>>($"/api/jobs?repository_id={(await GetAsync(first)).RepositoryId}");
        Assert.Contains(listed.Items, job => job.JobId == second && job.WaitingReason is not null);
        Assert.NotEqual(Guid.Empty, worker);
        await _worker.FinishAsync(claim, JobStatus.Completed);
    }

    private async Task<Guid> AddWorkerAsync(string site, string? trouble)
    {
        var worker = new WorkerNode
        {
            Name = "w", HostId = "h", ProcessId = 1, Sites = [site], Slots = 2, Trouble = trouble,
            StartedAt = api.Clock.GetUtcNow(), HeartbeatAt = api.Clock.GetUtcNow(),
        };
        await api.InDatabaseAsync(db =>
        {
            db.Workers.Add(worker);
            return db.SaveChangesAsync();
        });
        return worker.Id;
    }

    private async Task<JobResponse> GetAsync(Guid jobId) => await (await api.AsAsync(Roles.Viewer)).GetAsync<JobResponse>($"/api/jobs/{jobId}");

    private async Task<JobStarted?> CancelAsync(Guid jobId, HttpStatusCode expected)
    {
        using var response = await (await api.AsAsync(Roles.Operator)).PostAsync($"/api/jobs/{jobId}/cancel");
        if (expected == HttpStatusCode.Accepted)
        {
            return await response.ReadAsync<JobStarted>(expected);
        }

        await response.ReadProblemAsync(expected);
        return null;
    }

    private async Task DeleteAsync(Guid jobId, HttpStatusCode expected)
    {
        using var response = await (await api.AsAsync(Roles.Operator)).RemoveAsync($"/api/jobs/{jobId}");
        Assert.Equal(expected, response.StatusCode);
    }
}
