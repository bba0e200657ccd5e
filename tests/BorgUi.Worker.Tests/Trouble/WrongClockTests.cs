using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Testing;
using BorgUi.Worker.Tests.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>Workers whose clocks are five minutes off, ten times their leases: what they agree on is the time of the database.</summary>
public sealed class WrongClockTests : IAsyncLifetime
{
    // Long enough to be renewed on a slow machine; after the worker was killed its end is waited for.
    private const int LeaseSeconds = 30;
    private static readonly TimeSpan Off = TimeSpan.FromMinutes(5);

    private readonly WorkerFixture _fixture = new();

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Workers_with_wrong_clocks_keep_their_jobs_leave_those_of_others_and_count_as_alive()
    {
        _fixture.StartWorker(clock: new ShiftedClock(Off));
        var job = await _fixture.StartLongBackupAsync(await _fixture.CreateRepositoryAsync());
        _fixture.StartWorker(clock: new ShiftedClock(-Off));
        await _fixture.WaitForWorkersAsync(2);

        await AssertStaysWithItsWorkerAsync(job);
        await AssertHeartbeatsAreFreshAsync();

        await _fixture.Get<JobControl>().RequestCancelAsync(job.Id, default);
        Assert.Equal(JobStatus.Cancelled, (await _fixture.WaitForEndAsync(job.Id)).Status);
    }

    [Fact]
    public async Task Workers_with_wrong_clocks_take_over_from_a_dead_one_elsewhere_when_its_lease_has_ended_and_not_before()
    {
        await using var dead = await WorkerProcess.StartAsync(_fixture, machine: "elsewhere", leaseSeconds: LeaseSeconds);
        var job = await _fixture.StartLongBackupAsync(await _fixture.CreateRepositoryAsync());
        _fixture.StartWorker(clock: new ShiftedClock(Off));
        _fixture.StartWorker(clock: new ShiftedClock(-Off));
        await _fixture.WaitForWorkersAsync(3);
        await AssertStaysWithItsWorkerAsync(job);

        await dead.KillAsync();

        var after = await _fixture.WaitForAsync(job.Id, row => row.Status != JobStatus.Running);
        Assert.Equal((JobStatus.Interrupted, $"Its worker {job.WorkerName} stopped answering."), (after.Status, after.ErrorMessage));
    }

    // Long enough for several looks of a rescuer; one that went by its own clock would take the job with the first.
    private async Task AssertStaysWithItsWorkerAsync(Job job)
    {
        var renewedTo = (await _fixture.ReadAsync(job.Id)).LeaseExpiresAt;
        var later = await _fixture.WaitForAsync(job.Id, row => row.LeaseExpiresAt > renewedTo + TimeSpan.FromSeconds(3) || row.Status != JobStatus.Running);
        Assert.Equal((JobStatus.Running, job.LeaseId, job.WorkerId), (later.Status, later.LeaseId, later.WorkerId));
    }

    private async Task AssertHeartbeatsAreFreshAsync()
    {
        await using var db = _fixture.NewContext();
        var ages = await db.Database.SqlQuery<double>($"""SELECT abs(extract(epoch FROM now() - heartbeat_at))::float8 AS "Value" FROM workers""").ToListAsync();
        Assert.All(ages, age => Assert.InRange(age, 0, Off.TotalSeconds / 2));
    }
}
