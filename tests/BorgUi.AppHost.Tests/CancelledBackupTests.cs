using System.Net;
using BorgUi.Contracts.Jobs;
using BorgUi.Testing;

namespace BorgUi.AppHost.Tests;

[Collection(SharedSystem.Collection)]
public sealed class CancelledBackupTests(SharedSystem shared)
{
    private readonly ApiUser _user = shared.User;

    [Fact]
    public async Task A_running_backup_is_cancelled_over_http()
    {
        var repository = await _user.CreateRepositoryAsync("cancelled", shared.System.In("cancelled"));
        var plan = await _user.CreatePlanAsync("long", repository, shared.System.MakeLongSource("long"));
        var id = await _user.StartBackupAsync(plan);
        await _user.WaitForAsync(id, job => job is { Status: JobStatus.Running, OriginalSize: > 0 });
        Assert.Equal(HttpStatusCode.Conflict, (await _user.Http.DeleteAsync($"/api/jobs/{id}")).StatusCode);

        var started = await _user.PostAsync<JobStarted>($"/api/jobs/{id}/cancel", new { });

        Assert.Equal(id, started.JobId);
        Assert.Equal(JobStatus.Cancelled, (await _user.WaitForEndAsync(id)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await _user.Http.DeleteAsync($"/api/jobs/{id}")).StatusCode);
    }
}
