using System.Net;
using BorgUi.Contracts;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;

namespace BorgUi.Api.Tests.Jobs;

public sealed class InterruptedJobTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private readonly TestWorker _worker = new(api);

    [Fact]
    public async Task Interrupted_jobs_are_listed_recovered_and_dismissed_by_name_or_all_at_once()
    {
        Guid[] jobs = [await InterruptedAsync(), await InterruptedAsync(), await InterruptedAsync()];
        Assert.Equal(jobs.Order(), (await ListAsync()).Items.Select(job => job.JobId).Order());

        Assert.Equal([(jobs[0], JobStatus.Paused)], await ChangeAsync("recover", new { job_ids = new[] { jobs[0] } }));
        Assert.Equal([(jobs[1], JobStatus.Pending)], await ChangeAsync("recover", new { job_ids = new[] { jobs[0], jobs[1] }, queue = true }));
        Assert.Equal([(jobs[2], JobStatus.Failed)], await ChangeAsync("dismiss", new { }));

        Assert.Empty((await ListAsync()).Items);
        var dismissed = await (await api.AsAsync(Roles.Viewer)).GetAsync<JobResponse>($"/api/jobs/{jobs[2]}");
        Assert.Equal("Its worker died. Dismissed by operator.", dismissed.ErrorMessage);
        Assert.Empty(await ChangeAsync("recover", new { }));
        Assert.Empty(await ChangeAsync("dismiss", new { job_ids = jobs }));
    }

    [Fact]
    public async Task No_names_at_all_are_a_mistake_and_a_body_is_not_needed()
    {
        var client = await api.AsAsync(Roles.Operator);
        using var none = await client.PostJsonAsync("/api/jobs/recover", new { job_ids = Array.Empty<Guid>() });
        Assert.Equal(["job_ids"], await none.ReadErrorFieldsAsync());

        using var empty = await client.PostAsync("/api/jobs/dismiss");
        Assert.Equal(0, (await empty.ReadAsync<JobsChanged>(HttpStatusCode.OK)).Changed);
    }

    private Task<Guid> InterruptedAsync() => _worker.RunBackupAsync(JobStatus.Interrupted, "Its worker died.");

    private async Task<Page<JobResponse>> ListAsync() => await (await api.AsAsync(Roles.Viewer)).GetAsync<Page<JobResponse>>("/api/jobs/interrupted");

    private async Task<(Guid JobId, JobStatus Status)[]> ChangeAsync(string verb, object body)
    {
        using var response = await (await api.AsAsync(Roles.Operator)).PostJsonAsync($"/api/jobs/{verb}", body);
        var changed = await response.ReadAsync<JobsChanged>(HttpStatusCode.OK);
        Assert.Equal(changed.Jobs.Count, changed.Changed);
        return [.. changed.Jobs.Select(job => (job.JobId, job.Status))];
    }
}
