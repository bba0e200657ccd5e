using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Core.Hooks;
using BorgUi.Core.Jobs;

namespace BorgUi.Core.Tests.Hooks;

/// <summary>What is noted of hooks belongs to one attempt of one job, and only to its owner.</summary>
public sealed class HookLedgerTests : IAsyncLifetime
{
    private static readonly HookRun Run = new() { RunId = Guid.CreateVersion7(), HookId = Guid.CreateVersion7(), HasEnded = true, Failure = "wrong" };
    private static readonly JobEnd End = new()
    {
        Status = JobStatus.Completed, WarningCount = 1, Warnings = [new("/a", "b")], StatsJson = """{"c":1}""", Progress = new() { FilesProcessed = 2 },
    };

    private readonly CoreFixture _core = new();

    private HookLedger Ledger => _core.Get<HookLedger>();

    public Task InitializeAsync() => _core.InitializeAsync();

    public Task DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task What_was_noted_is_there_for_whoever_takes_the_job_over()
    {
        var id = await _core.EnqueuePlanAsync();
        var claim = await NoteAsync();

        var job = await _core.ReadAsync(id);

        Assert.Equal(Run, Assert.Single(job.HookRuns));
        Assert.Equal(End with { Warnings = job.WorkEnd!.Warnings }, job.WorkEnd);
        Assert.Equal(End.Warnings, job.WorkEnd!.Warnings);
        await _core.Get<JobLedger>().FinishAsync(claim, End, claim.Sequence, default);
        Assert.Null((await _core.ReadAsync(id)).WorkEnd);
    }

    [Fact]
    public async Task Who_lost_the_job_notes_nothing()
    {
        var id = await _core.EnqueuePlanAsync();
        var claim = await _core.ClaimOneAsync() with { LeaseId = Guid.NewGuid() };

        Assert.False(await Ledger.RecordAsync(claim, [Run], default));
        Assert.False(await Ledger.RecordWorkEndAsync(claim, End, default));

        var job = await _core.ReadAsync(id);
        Assert.Equal((0, null), (job.HookRuns.Count, job.WorkEnd));
    }

    [Fact]
    public async Task The_next_attempt_and_a_retry_have_the_hooks_and_none_of_the_runs()
    {
        var id = await _core.EnqueuePlanAsync();
        await FinishAsync(JobStatus.Paused);
        await _core.Get<JobRestart>().StartAsync(id, default);
        AssertFresh(await _core.ReadAsync(id));

        await FinishAsync(JobStatus.Failed);
        AssertFresh(await _core.ReadAsync((await _core.Get<JobRestart>().StartAsync(id, default))!.Job.JobId));
    }

    [Fact]
    public async Task A_job_that_is_given_back_begins_anew()
    {
        var id = await _core.EnqueuePlanAsync();

        await _core.Get<JobQueue>().ReleaseAsync(await NoteAsync(), default);

        AssertFresh(await _core.ReadAsync(id));
    }

    [Fact]
    public async Task What_follows_a_backup_has_no_hooks_of_it()
    {
        await _core.EnqueuePlanAsync(chain: ChainPolicy.Stop);

        var followUp = (await FinishAsync(JobStatus.Completed)).FollowUp!;

        var job = await _core.ReadAsync(followUp.JobId);
        Assert.Equal((0, 0, null), (job.Hooks.Count, job.HookRuns.Count, job.WorkEnd));
    }

    private async Task<JobEnding> FinishAsync(JobStatus status)
    {
        var claim = await NoteAsync();
        return (await _core.Get<JobLedger>().FinishAsync(claim, End with { Status = status }, claim.Sequence, default))!;
    }

    private async Task<JobClaim> NoteAsync()
    {
        var claim = await _core.ClaimOneAsync();
        Assert.True(await Ledger.RecordAsync(claim, [Run], default));
        Assert.True(await Ledger.RecordWorkEndAsync(claim, End, default));
        return claim;
    }

    private static void AssertFresh(Job job)
    {
        Assert.Equal((JobStatus.Pending, 0, null), (job.Status, job.HookRuns.Count, job.WorkEnd));
        Assert.Equal("stop", Assert.Single(job.Hooks).Name);
    }
}
