using BorgUi.Contracts.Maintenance;
using BorgUi.Contracts.Settings;
using BorgUi.Core.Access;
using BorgUi.Core.Jobs;
using BorgUi.Core.Maintenance;
using BorgUi.Core.Settings;
using BorgUi.Core.Workers;
using BorgUi.Testing;
using BorgUi.Worker.Tests.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Maintenance;

public sealed class ChoreTests(WorkerFixture worker) : IClassFixture<WorkerFixture>
{
    [Fact]
    public async Task Each_chore_is_done_when_it_is_asked_for_and_says_what_came_of_it()
    {
        var repository = await worker.AddRepositoryAsync();
        var (older, newer) = (await CancelWithLogAsync(repository), await CancelWithLogAsync(repository));
        var lost = await AddLeftoversAsync();
        worker.StartWorker(("BorgUi:Worker:PollMaintenanceEvery", "00:00:00.1"));

        var runs = await RunAllAsync();

        Assert.All(runs, run => Assert.True(run.Status == MaintenanceRunStatus.Completed, $"{run.MaintenanceJob!.Key}: {run.Message}"));
        await using var db = worker.NewContext();
        Assert.Equal([newer], await db.JobLogChunks.Select(chunk => chunk.JobId).ToListAsync());
        Assert.NotNull((await worker.ReadAsync(older)).LogRemovedAt);
        Assert.Empty(await db.Sessions.ToListAsync());
        Assert.Empty(await db.AccessTokens.ToListAsync());
        Assert.DoesNotContain(await db.Workers.Select(row => row.Id).ToListAsync(), id => id == lost);
        Assert.Contains("\"logs_removed\": 1", runs.Single(run => run.MaintenanceJob!.Key == "history_cleanup").ResultJson, StringComparison.Ordinal);
        Assert.StartsWith("The database takes ", runs.Single(run => run.MaintenanceJob!.Key == "database_report").Message, StringComparison.Ordinal);
    }

    private async Task<List<MaintenanceRun>> RunAllAsync()
    {
        await using var db = worker.NewContext();
        var ids = new List<Guid>();
        foreach (var job in await db.MaintenanceJobs.Select(row => row.Id).ToListAsync())
        {
            ids.Add((await MaintenanceRuns.RequestAsync(db, job, default)).RunId);
        }

        List<MaintenanceRun> runs = [];
        await Eventually.HoldsAsync(
            async () => (runs = await db.MaintenanceRuns.AsNoTracking().Include(run => run.MaintenanceJob).Where(run => ids.Contains(run.Id)).ToListAsync()).All(run => run.FinishedAt is not null));
        return runs;
    }

    /// <summary>A session that has expired, with its token, and a worker that was lost a month ago.</summary>
    private async Task<Guid> AddLeftoversAsync()
    {
        await using var db = worker.NewContext();
        await StoredSettings.SaveAsync(db, new ServerSettings { History = new() { LogJobsKept = 1 } }, default);
        var user = new User { UserName = "gone", NormalizedUserName = "GONE" };
        var session = new Session { UserId = user.Id, RefreshTokenHash = [1], CreatedAt = DateTimeOffset.UnixEpoch, ExpiresAt = DateTimeOffset.UnixEpoch };
        var lost = new WorkerNode { Name = "lost", HostId = "gone", ProcessId = 1, Sites = [], Slots = 1, StartedAt = DateTimeOffset.UnixEpoch, HeartbeatAt = DateTimeOffset.UnixEpoch };
        db.Users.Add(user);
        db.Sessions.Add(session);
        db.AccessTokens.Add(new() { Hash = [1], SessionId = session.Id, ExpiresAt = DateTimeOffset.UnixEpoch });
        db.Workers.Add(lost);
        await db.SaveChangesAsync();
        return lost.Id;
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
}
