using System.Net;
using BorgUi.Contracts.Jobs;
using BorgUi.Testing;

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
        var plan = await user.CreatePlanAsync("files", repository, system.MakeSource("source", files: 300, bytesEach: 3_000_000));

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
        Assert.Contains((await user.GetLogAsync(id)).Items, line => line.Message.StartsWith("The first backup of this plan", StringComparison.Ordinal));
        Assert.Contains(archive.Name, await BorgCommandLine.RunAsync(system.In("own-borg"), "list", "--lock-wait", "30", system.In("repository")));
    }
}
