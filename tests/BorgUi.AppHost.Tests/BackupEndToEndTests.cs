using System.Net;
using BorgUi.Contracts.Jobs;
using BorgUi.Testing;
using BorgUi.Testing.Redis;

namespace BorgUi.AppHost.Tests;

public sealed class BackupEndToEndTests
{
    [Fact]
    public async Task From_an_empty_system_to_an_archive_that_borg_lists()
    {
        await using var system = await RunningSystem.StartAsync();
        var user = system.NewUser();
        Assert.Equal(HttpStatusCode.Unauthorized, (await user.Http.GetAsync("/api/jobs")).StatusCode);
        await user.SetUpAsync();
        var repository = await user.CreateRepositoryAsync("first", system.In("repository"));
        var plan = await user.CreatePlanAsync("files", repository, system.MakeSource("source", files: 300, bytesEach: 500_000));

        var id = await user.StartBackupAsync(plan);

        var seen = new HashSet<long>();
        var job = await user.WaitForAsync(id, job =>
        {
            if (job is { Status: JobStatus.Running, FilesProcessed: { } files })
            {
                seen.Add(files);
            }

            return job.CompletedAt is not null;
        });
        Assert.True(job.Status == JobStatus.Completed, $"{job.Status}: {job.ErrorMessage}");
        Assert.True(seen.Count > 1, "files_processed was never seen moving.");
        Assert.Equal((300L, 100d), (job.FilesProcessed, job.ProgressPercent));
        var archive = Assert.Single(await user.GetArchivesAsync(repository));
        Assert.Equal((id, 300L), (archive.JobId, archive.FileCount));
        Assert.Contains((await user.GetLogAsync(id)).Items, line => line.Message.EndsWith("file-0007.bin", StringComparison.Ordinal));
        Assert.Contains(archive.Name, await BorgListing.OfAsync(system.In("repository"), ApiUser.Passphrase));
    }

    [Fact]
    public async Task Redis_may_stop_during_a_backup_and_nothing_is_lost()
    {
        await using var redis = await RedisServer.StartNewAsync();
        await using var system = await RunningSystem.StartAsync($"--ConnectionStrings:redis={redis.ConnectionString}");
        var user = system.NewUser();
        await user.SetUpAsync();
        var repository = await user.CreateRepositoryAsync("first", system.In("repository"));
        var plan = await user.CreatePlanAsync("files", repository, system.MakeSource("source", files: 200, bytesEach: 1_000_000));
        var id = await user.StartBackupAsync(plan);
        await user.WaitForAsync(id, job => job.Status == JobStatus.Running);

        await redis.KillAsync();

        var job = await user.WaitForEndAsync(id);
        Assert.True(job.Status == JobStatus.Completed, $"{job.Status}: {job.ErrorMessage}");
        Assert.Single(await user.GetArchivesAsync(repository));
        Assert.Equal(JobStatus.Completed, (await user.WaitForEndAsync(await user.StartBackupAsync(plan))).Status);
    }

    [Fact]
    public async Task A_running_backup_is_cancelled_over_http()
    {
        await using var system = await RunningSystem.StartAsync();
        var user = system.NewUser();
        await user.SetUpAsync();
        var repository = await user.CreateRepositoryAsync("first", system.In("repository"));
        var plan = await user.CreatePlanAsync("long", repository, system.MakeLongSource("long"));
        var id = await user.StartBackupAsync(plan);
        await user.WaitForAsync(id, job => job is { Status: JobStatus.Running, OriginalSize: > 0 });
        Assert.Equal(HttpStatusCode.Conflict, (await user.Http.DeleteAsync($"/api/jobs/{id}")).StatusCode);

        var started = await user.PostAsync<JobStarted>($"/api/jobs/{id}/cancel", new { });

        Assert.Equal(id, started.JobId);
        Assert.Equal(JobStatus.Cancelled, (await user.WaitForEndAsync(id)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await user.Http.DeleteAsync($"/api/jobs/{id}")).StatusCode);
    }
}
