using System.Net;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;

namespace BorgUi.Api.Tests.Jobs;

public sealed class JobControlTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private readonly TestWorker _worker = new(api);

    [Fact]
    public async Task A_waiting_job_is_paused_and_started_again_under_its_id()
    {
        var (jobId, _) = await api.PendingBackupAsync();

        Assert.Equal(JobStatus.Paused, (await PostAsync($"/api/jobs/{jobId}/pause"))!.Status);
        Assert.Equal(JobStatus.Paused, (await PostAsync($"/api/jobs/{jobId}/pause"))!.Status);
        var started = await PostAsync($"/api/jobs/{jobId}/start");

        Assert.Equal((jobId, JobStatus.Pending), (started!.JobId, started.Status));
        Assert.Equal(2, (await GetAsync(jobId)).Attempt);
    }

    [Fact]
    public async Task A_running_job_is_asked_to_pause_and_goes_on_after_it_did()
    {
        var (jobId, claim) = await _worker.StartBackupAsync();

        Assert.Equal(JobStatus.Running, (await PostAsync($"/api/jobs/{jobId}/pause"))!.Status);
        Assert.NotNull((await GetAsync(jobId)).PauseRequestedAt);
        await PostAsync($"/api/jobs/{jobId}/start", HttpStatusCode.Conflict);

        await _worker.FinishAsync(claim, JobStatus.Paused);
        Assert.Equal(jobId, (await PostAsync($"/api/jobs/{jobId}/start"))!.JobId);
        Assert.Null((await GetAsync(jobId)).PauseRequestedAt);
    }

    [Theory]
    [InlineData(JobStatus.Failed)]
    [InlineData(JobStatus.Cancelled)]
    public async Task What_failed_or_was_cancelled_is_done_again_by_a_new_job(JobStatus end)
    {
        var old = await _worker.RunBackupAsync(end, "it did not go well");

        var started = await PostAsync($"/api/jobs/{old}/start");

        var retry = await GetAsync(started!.JobId);
        Assert.Equal((old, 2, JobStatus.Pending), (retry.RetryOf, retry.Attempt, retry.Status));
        Assert.Equal(end, (await GetAsync(old)).Status);
        Assert.Equal(started.JobId, (await PostAsync($"/api/jobs/{old}/start"))!.JobId);
    }

    [Fact]
    public async Task Nothing_is_paused_or_started_that_has_completed_or_is_not_there()
    {
        var completed = await _worker.RunBackupAsync(JobStatus.Completed);
        var (pending, _) = await api.PendingBackupAsync();

        await PostAsync($"/api/jobs/{completed}/pause", HttpStatusCode.Conflict);
        await PostAsync($"/api/jobs/{completed}/start", HttpStatusCode.Conflict);
        await PostAsync($"/api/jobs/{pending}/start", HttpStatusCode.Conflict);
        await PostAsync($"/api/jobs/{Guid.NewGuid()}/pause", HttpStatusCode.NotFound);
        await PostAsync($"/api/jobs/{Guid.NewGuid()}/start", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_priority_of_a_waiting_job_can_be_changed()
    {
        var (jobId, _) = await api.PendingBackupAsync();

        Assert.Equal(70, (await PatchAsync(jobId, """{"priority":70}""", HttpStatusCode.OK))!.Priority);

        await PatchAsync(jobId, """{"priority":101}""", HttpStatusCode.BadRequest);
        await PatchAsync(jobId, "{}", HttpStatusCode.BadRequest);
        await PatchAsync(await _worker.RunBackupAsync(JobStatus.Completed), """{"priority":1}""", HttpStatusCode.Conflict);
        await PatchAsync(Guid.NewGuid(), """{"priority":1}""", HttpStatusCode.NotFound);
    }

    private async Task<JobResponse> GetAsync(Guid jobId) => await (await api.AsAsync(Roles.Viewer)).GetAsync<JobResponse>($"/api/jobs/{jobId}");

    private async Task<JobStarted?> PostAsync(string address, HttpStatusCode expected = HttpStatusCode.Accepted)
    {
        using var response = await (await api.AsAsync(Roles.Operator)).PostAsync(address);
        if (expected == HttpStatusCode.Accepted)
        {
            return await response.ReadAsync<JobStarted>(expected);
        }

        await response.ReadProblemAsync(expected);
        return null;
    }

    private async Task<JobResponse?> PatchAsync(Guid jobId, string body, HttpStatusCode expected)
    {
        using var response = await (await api.AsAsync(Roles.Operator)).SendJsonAsync(HttpMethod.Patch, $"/api/jobs/{jobId}", body);
        if (expected == HttpStatusCode.OK)
        {
            return await response.ReadAsync<JobResponse>(expected);
        }

        await response.ReadProblemAsync(expected);
        return null;
    }
}
