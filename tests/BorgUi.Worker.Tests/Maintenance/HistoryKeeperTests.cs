using BorgUi.Contracts.Settings;
using BorgUi.Core.Jobs;
using BorgUi.Core.Settings;
using BorgUi.Testing;
using BorgUi.Worker.Tests.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Maintenance;

public sealed class HistoryKeeperTests(WorkerFixture worker) : IClassFixture<WorkerFixture>
{
    [Fact]
    public async Task A_worker_removes_the_logs_that_the_settings_do_not_keep()
    {
        var repository = await worker.AddRepositoryAsync();
        var (older, newer) = (await CancelWithLogAsync(repository), await CancelWithLogAsync(repository));
        await using (var db = worker.NewContext())
        {
            await StoredSettings.SaveAsync(db, new ServerSettings { History = new() { LogJobsKept = 1 } }, default);
        }

        worker.StartWorker();

        await Eventually.HoldsAsync(async () => (await LoggedAsync()).Count == 1, TimeSpan.FromMinutes(1), "one log is left");
        Assert.Equal([newer], await LoggedAsync());
        Assert.NotNull((await worker.ReadAsync(older)).LogRemovedAt);
    }

    private async Task<Guid> CancelWithLogAsync(Guid repository)
    {
        await using var db = worker.NewContext();
        var job = new TestRepositoryJob { RepositoryId = repository, Site = "nowhere", CreatedAt = DateTimeOffset.UnixEpoch };
        db.Jobs.Add(job);
        db.JobLogChunks.Add(new() { JobId = job.Id, FirstNumber = 1, LastNumber = 1, At = [DateTimeOffset.UnixEpoch], Levels = ["info"], Messages = ["a line"] });
        await db.SaveChangesAsync();
        await worker.Get<JobControl>().RequestCancelAsync(job.Id, default);
        return job.Id;
    }

    private async Task<List<Guid>> LoggedAsync()
    {
        await using var db = worker.NewContext();
        return await db.JobLogChunks.Select(chunk => chunk.JobId).ToListAsync();
    }
}
