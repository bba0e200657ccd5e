using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Testing;
using BorgUi.Testing.Postgres;
using BorgUi.Worker.Tests.Jobs;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>Workers whose database is away: cut off, or crashed and started again.</summary>
public sealed class LostDatabaseTests
{
    [Fact]
    public async Task A_worker_that_is_cut_off_from_the_database_ends_its_borg_before_its_lease_does()
    {
        await using var fixture = new OwnFixture();
        await fixture.Worker.InitializeAsync();
        await using var line = new CuttableLine(fixture.Worker.Database.ConnectionString);
        await using var worker = await WorkerProcess.StartAsync(fixture.Worker, connectionString: line.ConnectionString, leaseSeconds: 30);
        var repository = await fixture.Worker.CreateRepositoryAsync();
        var job = await fixture.Worker.StartLongBackupAsync(repository);

        line.Cut();

        // By itself: nobody else is there to end it. The row proves that it was in time.
        await Eventually.HoldsAsync(() => !WorkerFixture.BorgOf(job).IsAlive());
        Assert.Empty(await fixture.Worker.Get<JobRecovery>().FindSuspectsAsync("nobody", default));
        Assert.Equal(JobStatus.Running, (await fixture.Worker.ReadAsync(job.Id)).Status);
        line.Mend();
        Assert.Equal(JobStatus.Interrupted, (await fixture.Worker.WaitForAsync(job.Id, row => row.Status != JobStatus.Running)).Status);
    }

    [Fact]
    public async Task A_database_that_crashes_and_comes_back_during_a_backup_costs_nothing()
    {
        await using var server = await PostgresServer.StartAsync(durable: true);
        await using var fixture = new OwnFixture();
        await fixture.Worker.InitializeAsync(server);
        fixture.Worker.StartWorker(("BorgUi:Worker:Lease", "00:01:00"));
        var repository = await fixture.Worker.CreateRepositoryAsync();
        var source = fixture.Worker.MakeSource("crash", files: 200, bytesEach: 1_000_000);
        var id = await fixture.Worker.EnqueueBackupAsync(repository, source);
        await fixture.Worker.WaitForAsync(id, job => job.ProcessPid is not null);

        server.CrashNow();
        await server.StartAgainAsync();

        await Eventually.HoldsAsync(() => AnswersAsync(fixture.Worker, id));
        var ended = await fixture.Worker.WaitForEndAsync(id);
        Assert.Equal((JobStatus.Completed, 200L), (ended.Status, ended.Progress.FilesProcessed));
        var next = await fixture.Worker.WaitForEndAsync(await fixture.Worker.EnqueueBackupAsync(repository, source));
        Assert.Equal(JobStatus.Completed, next.Status);
    }

    [Fact]
    public async Task A_database_that_crashes_just_when_a_backup_is_recorded_costs_nothing()
    {
        await using var server = await PostgresServer.StartAsync(durable: true);
        await using var fixture = new OwnFixture();
        await fixture.Worker.InitializeAsync(server);
        fixture.Worker.StartWorker(("BorgUi:Worker:Lease", "00:02:00"));
        var repository = await fixture.Worker.CreateRepositoryAsync();
        Guid id;
        await using (var archives = await TableLock.AgainstWritersAsync(fixture.Worker.Database.ConnectionString, "archives"))
        {
            id = await fixture.Worker.EnqueueBackupAsync(repository, fixture.Worker.MakeSource("complete", files: 3, bytesEach: 1000));
            await archives.WaitForVisitorAsync();
            server.CrashNow();
        }

        await server.StartAgainAsync();

        await Eventually.HoldsAsync(() => AnswersAsync(fixture.Worker, id));
        var ended = await fixture.Worker.WaitForEndAsync(id);
        Assert.Equal((JobStatus.Completed, 1, 3L), (ended.Status, ended.Attempt, ended.Progress.FilesProcessed));
        Assert.Equal(ended.ArchiveId, Assert.Single(await fixture.Worker.ArchivesOfAsync(repository)).Id);
    }

    // The test's own connections were cut as well.
    private static async Task<bool> AnswersAsync(WorkerFixture fixture, Guid jobId)
    {
        try
        {
            await fixture.ReadAsync(jobId);
            return true;
        }
        catch (Exception error) when (DatabaseFailure.MayPass(error))
        {
            return false;
        }
    }

    private sealed class OwnFixture : IAsyncDisposable
    {
        public WorkerFixture Worker { get; } = new();

        public async ValueTask DisposeAsync() => await Worker.DisposeAsync();
    }
}
