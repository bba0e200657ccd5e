using BorgUi.Contracts.Hooks;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Processes;
using BorgUi.Testing;
using BorgUi.Worker.Tests.Hooks;
using BorgUi.Worker.Tests.Jobs;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>What was stopped before a backup is started again after it, whatever becomes of the worker, and once only.</summary>
public sealed class KilledHookTests : IAsyncLifetime
{
    private readonly WorkerFixture _fixture = new();
    private HookJournal _journal = null!;

    public async Task InitializeAsync()
    {
        await _fixture.InitializeAsync();
        _journal = new(_fixture.Folder);
    }

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Killed_during_the_backup_the_hooks_after_it_run_once_before_the_job_is_interrupted_and_all_again_when_it_is_recovered()
    {
        await using var victim = await WorkerProcess.StartAsync(_fixture);
        var repository = await _fixture.CreateRepositoryAsync();
        var job = await _fixture.StartLongBackupAsync(repository, [
            _journal.Hook("stop", HookMoment.Before),
            _journal.Hook("on success", HookMoment.After) with { RunOn = HookRunOn.Success },
            _journal.Hook("start", HookMoment.After)]);

        await victim.KillAsync();

        _fixture.StartWorker();
        var after = await _fixture.WaitForAsync(job.Id, row => row.Status != JobStatus.Running);
        Assert.Equal(JobStatus.Interrupted, after.Status);
        Assert.Equal([("stop", "running", "1"), ("start", "interrupted", "1")], _journal.Entries.Select(entry => (entry.Name, entry.Status, entry.Attempt)));

        _fixture.ShortenLongSource();
        Assert.Single(await _fixture.Get<JobRecovery>().RecoverAsync([job.Id], queue: true, default));
        Assert.Equal(JobStatus.Completed, (await _fixture.WaitForEndAsync(job.Id)).Status);
        Assert.Equal([("stop", "2"), ("on success", "2"), ("start", "2")], _journal.Entries.Skip(2).Select(entry => (entry.Name, entry.Attempt)));
        Assert.Equal(5, _journal.Entries.Select(entry => entry.RunId).Distinct().Count());
    }

    [Fact]
    public async Task Killed_during_a_hook_after_the_backup_that_hook_is_repeated_under_its_id_and_the_backup_is_completed()
    {
        await using var victim = await WorkerProcess.StartAsync(_fixture);
        var repository = await _fixture.CreateRepositoryAsync();
        var id = await _fixture.EnqueueBackupAsync(
            repository, null, [_journal.Hook("first", HookMoment.After), _journal.GatedHook("second", HookMoment.After), _journal.Hook("third", HookMoment.After)], "/etc/hostname");
        await _journal.WaitForAsync("second");

        await victim.KillAsync();

        _journal.Release();
        _fixture.StartWorker();
        var after = await _fixture.WaitForEndAsync(id);
        Assert.True(after.Status == JobStatus.Completed, $"{after.Status}: {after.ErrorMessage}");
        Assert.Equal(["first", "second", "second", "third"], _journal.Names);
        Assert.Equal(_journal.Entries[1].RunId, _journal.Entries[2].RunId);
        Assert.Single(await _fixture.ArchivesOfAsync(repository));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_during_a_hook_before_the_backup_what_it_had_started_is_ended_before_anything_else_runs(bool aHookFollows)
    {
        string[] after = aHookFollows ? ["start"] : [];
        await using var victim = await WorkerProcess.StartAsync(_fixture);
        var repository = await _fixture.CreateRepositoryAsync();
        var id = await _fixture.EnqueueBackupAsync(
            repository, null, [_journal.EndlessHook("stop", HookMoment.Before), .. after.Select(name => _journal.Hook(name, HookMoment.After))], "/etc/hostname");
        var child = await _journal.ChildAsync();

        await victim.KillAsync();

        _fixture.StartWorker(("BorgUi:Hooks:TerminatePatience", "00:00:00.3"));
        var job = await _fixture.WaitForAsync(id, row => row.Status != JobStatus.Running);
        Assert.Equal((JobStatus.Interrupted, "borg had not been started."), (job.Status, job.LeftBehind));
        Assert.False(child.IsAlive());
        Assert.Equal([("stop", "running"), .. after.Select(name => (name, "interrupted"))], _journal.Entries.Select(entry => (entry.Name, entry.Status)));
    }

    [Fact]
    public async Task A_worker_that_is_shut_down_during_a_backup_runs_the_hooks_after_it()
    {
        await using var worker = await WorkerProcess.StartAsync(_fixture);
        var repository = await _fixture.CreateRepositoryAsync();
        var job = await _fixture.StartLongBackupAsync(repository, [_journal.Hook("start", HookMoment.After)]);

        worker.Send(Signal.Terminate);

        Assert.Equal(0, await worker.WaitForExitAsync());
        Assert.Equal(JobStatus.Interrupted, (await _fixture.ReadAsync(job.Id)).Status);
        Assert.Equal(("start", "interrupted"), Assert.Single(_journal.Entries.Select(entry => (entry.Name, entry.Status))));
    }

    [Fact]
    public async Task A_worker_that_is_shut_down_during_a_hook_after_the_backup_waits_for_it()
    {
        await using var worker = await WorkerProcess.StartAsync(_fixture);
        var repository = await _fixture.CreateRepositoryAsync();
        var id = await _fixture.EnqueueBackupAsync(repository, null, [_journal.GatedHook("start", HookMoment.After)], "/etc/hostname");
        await _journal.WaitForAsync("start");

        worker.Send(Signal.Terminate);
        await Eventually.HoldsAsync(() => worker.HasSaid("Application is shutting down"));
        _journal.Release();

        Assert.Equal(0, await worker.WaitForExitAsync());
        Assert.Equal(JobStatus.Completed, (await _fixture.ReadAsync(id)).Status);
        Assert.Single(_journal.Entries);
    }
}
