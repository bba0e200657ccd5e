using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Core.Jobs;
using BorgUi.Processes;
using BorgUi.Testing;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Tests.Jobs;
using BorgUi.Worker.Workers;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.Worker.Tests.Trouble;

/// <summary>kill -9 of a worker, or of its borg, at any moment: no job is lost, doubled, or says what is not true.</summary>
public sealed class KilledWorkerTests : IAsyncLifetime
{
    private readonly WorkerFixture _fixture = new();
    private WebApplicationFactory<Program> _rescuer = null!;

    public Task InitializeAsync() => _fixture.InitializeAsync();

    public Task DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Before_borg_was_started_the_job_is_interrupted_and_runs_once_when_it_is_recovered()
    {
        await using var victim = await WorkerProcess.StartAsync(_fixture);
        var repository = await _fixture.CreateRepositoryAsync();
        var source = _fixture.MakeSource("small", files: 3, bytesEach: 1000);
        victim.Send(Signal.Stop);
        var id = await _fixture.EnqueueBackupAsync(repository, source);
        await using (await TableLock.AgainstReadersAsync(_fixture.Database.ConnectionString, "archives"))
        {
            // It claims the job, and then waits to read what belongs to it.
            victim.Send(Signal.Continue);
            await _fixture.WaitForAsync(id, job => job.Status == JobStatus.Running);
            await victim.KillAsync();
        }

        _rescuer = _fixture.StartWorker();
        var after = await _fixture.WaitForAsync(id, job => job.Status != JobStatus.Running);
        Assert.Equal((JobStatus.Interrupted, null, "borg had not been started."), (after.Status, after.Command, after.LeftBehind));
        await RecoverAsync(id);
        Assert.Single(await ListArchivesAsync(repository));
    }

    [Fact]
    public async Task During_the_backup_the_job_is_interrupted_its_borg_dead_and_its_lock_removed()
    {
        await using var victim = await WorkerProcess.StartAsync(_fixture);
        var repository = await _fixture.CreateRepositoryAsync();
        var job = await _fixture.StartLongBackupAsync(repository);

        await victim.KillAsync();

        await Eventually.HoldsAsync(() => !WorkerFixture.BorgOf(job).IsAlive());
        _rescuer = _fixture.StartWorker();
        var after = await _fixture.WaitForAsync(job.Id, row => row.Status != JobStatus.Running);
        Assert.Equal((JobStatus.Interrupted, "borg left nothing in the repository. borg's lock of the dead process was removed."), (after.Status, after.LeftBehind));
        _fixture.ShortenLongSource();
        await RecoverAsync(job.Id);
        Assert.Single(await ListArchivesAsync(repository));
    }

    [Fact]
    public async Task The_archive_of_the_backup_just_before_is_not_taken_for_that_of_the_one_whose_worker_died()
    {
        Job first;
        await using (await WorkerProcess.StartAsync(_fixture))
        {
            var repository = await _fixture.CreateRepositoryAsync();
            var source = _fixture.MakeSource("small", files: 3, bytesEach: 1000);
            first = await _fixture.WaitForEndAsync(await _fixture.EnqueueBackupAsync(repository, source));
        }

        var second = await _fixture.EnqueueBackupAsync(first.RepositoryId!.Value, Path.Combine(_fixture.Folder, "small"));
        await using (var db = _fixture.NewContext())
        {
            // Its borg began a second after the first one's archive, by the grain of the clocks at the same time.
            await db.Database.ExecuteSqlAsync($"""
                UPDATE jobs SET status = 'running', lease_id = gen_random_uuid(), lease_expires_at = now() - interval '1 hour', started_at = now(),
                    process_pid = 999999999, process_started_at = (SELECT started_at + interval '1 second' FROM archives WHERE id = {first.ArchiveId}), command = {first.Command}
                WHERE id = {second}
                """);
        }

        _rescuer = _fixture.StartWorker();
        var after = await _fixture.WaitForAsync(second, job => job.Status != JobStatus.Running);
        Assert.Equal((JobStatus.Interrupted, null, "borg left nothing in the repository."), (after.Status, after.ArchiveId, after.LeftBehind));
    }

    [Fact]
    public async Task Between_the_end_of_borg_and_the_record_of_it_the_job_is_completed_from_the_archive()
    {
        await using var victim = await WorkerProcess.StartAsync(_fixture);
        var repository = await _fixture.CreateRepositoryAsync();
        Guid id;
        await using (var archives = await TableLock.AgainstWritersAsync(_fixture.Database.ConnectionString, "archives"))
        {
            id = await _fixture.EnqueueBackupAsync(repository, _fixture.MakeSource("complete", files: 3, bytesEach: 1000));
            var running = await _fixture.WaitForAsync(id, job => job.ProcessPid is not null);
            await Eventually.HoldsAsync(() => !WorkerFixture.BorgOf(running).IsAlive());
            await archives.WaitForVisitorAsync();
            await victim.KillAsync();
        }

        _rescuer = _fixture.StartWorker();
        var after = await _fixture.WaitForAsync(id, job => job.Status != JobStatus.Running);
        var archive = Assert.Single(await ListArchivesAsync(repository));
        Assert.True(after.Status == JobStatus.Completed, $"{after.Status}: {after.ErrorMessage} {after.LeftBehind}");
        Assert.Equal($"The archive '{archive}' is complete: borg had saved it before it was cut off.", after.LeftBehind);
        Assert.Equal(3, after.Progress.FilesProcessed);
        await using var db = _fixture.NewContext();
        var recorded = await db.Archives.SingleAsync(row => row.RepositoryId == repository);
        Assert.Equal((after.ArchiveId, (Guid?)id), ((Guid?)recorded.Id, recorded.JobId));
    }

    [Fact]
    public async Task After_that_the_chain_of_the_plan_goes_on_once_and_in_its_order()
    {
        await using var victim = await WorkerProcess.StartAsync(_fixture);
        var repository = await _fixture.CreateRepositoryAsync();
        var plan = await _fixture.AddChainAsync(repository, ChainPolicy.Stop, _fixture.MakeSource("chained", files: 3, bytesEach: 1000));
        await _fixture.WaitForChainAsync(await _fixture.EnqueuePlanAsync(plan), JobType.Check);
        Guid id;
        await using (var archives = await TableLock.AgainstWritersAsync(_fixture.Database.ConnectionString, "archives"))
        {
            id = await _fixture.EnqueuePlanAsync(plan);
            var running = await _fixture.WaitForAsync(id, job => job.ProcessPid is not null);
            await Eventually.HoldsAsync(() => !WorkerFixture.BorgOf(running).IsAlive());
            await archives.WaitForVisitorAsync();
            await victim.KillAsync();
        }

        _rescuer = _fixture.StartWorker();
        var jobs = await _fixture.WaitForChainAsync(id, JobType.Check);
        Assert.Equal(
            [(JobType.Backup, JobStatus.Completed), (JobType.Prune, JobStatus.Completed), (JobType.Compact, JobStatus.Completed), (JobType.Check, JobStatus.Completed)],
            jobs.Select(job => (job.JobType, job.Status)));
        Assert.StartsWith("The archive '", jobs[0].LeftBehind, StringComparison.Ordinal);
        Assert.Equal(1, jobs[1].Stats!.Value.GetProperty("pruned_count").GetInt32());
        Assert.Single(await ListArchivesAsync(repository));
        await using var db = _fixture.NewContext();
        Assert.Equal(4, await db.Jobs.CountAsync(job => job.ChainId == id));
    }

    [Fact]
    public async Task After_a_cancel_was_asked_for_the_job_is_cancelled_and_not_interrupted()
    {
        await using var victim = await WorkerProcess.StartAsync(_fixture);
        var repository = await _fixture.CreateRepositoryAsync();
        var job = await _fixture.StartLongBackupAsync(repository);

        victim.Send(Signal.Stop);
        await _fixture.Get<JobControl>().RequestCancelAsync(job.Id, default);
        await victim.KillAsync();

        _rescuer = _fixture.StartWorker();
        Assert.Equal(JobStatus.Cancelled, (await _fixture.WaitForAsync(job.Id, row => row.Status != JobStatus.Running)).Status);
    }

    [Fact]
    public async Task A_killed_borg_fails_its_job_and_leaves_the_repository_usable()
    {
        _rescuer = _fixture.StartWorker();
        var repository = await _fixture.CreateRepositoryAsync();
        var job = await _fixture.StartLongBackupAsync(repository);

        WorkerFixture.BorgOf(job).Send(Signal.Kill);

        var ended = await _fixture.WaitForEndAsync(job.Id);
        Assert.Equal((JobStatus.Failed, 137), (ended.Status, ended.ReturnCode));
        Assert.StartsWith("borg was killed.", ended.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal("borg left nothing in the repository. borg's lock of the dead process was removed.", ended.LeftBehind);
        var next = await _fixture.WaitForEndAsync(await _fixture.EnqueueBackupAsync(repository, _fixture.MakeSource("after", 1, 1)));
        Assert.Equal(JobStatus.Completed, next.Status);
    }

    [Fact]
    public async Task A_lock_whose_pid_was_given_out_again_is_broken_because_the_start_time_tells()
    {
        _rescuer = _fixture.StartWorker();
        var repository = await _fixture.ReadRepositoryAsync(await _fixture.CreateRepositoryAsync());
        var id = await _fixture.EnqueueBackupAsync(repository.Id, "/etc/hostname");
        await _fixture.WaitForEndAsync(id);

        // As if its worker had died, and its borg's pid were now that of this very much alive process.
        var hostId = _rescuer.Services.GetRequiredService<WorkerIdentity>().HostId;
        var folder = Directory.CreateDirectory(Path.Combine(repository.Location, "lock.exclusive")).FullName;
        var held = Path.Combine(folder, $"{hostId}.{Environment.ProcessId}-0");
        await File.WriteAllTextAsync(held, "");
        File.SetLastWriteTimeUtc(held, DateTime.UnixEpoch.AddYears(50));
        await using (var db = _fixture.NewContext())
        {
            await db.Database.ExecuteSqlAsync($"""
                UPDATE jobs SET status = 'running', completed_at = NULL, lease_id = gen_random_uuid(), lease_expires_at = now() - interval '1 minute',
                    process_pid = {Environment.ProcessId}, process_started_at = now() - interval '9 days', command = 'borg create of another kind' WHERE id = {id}
                """);
        }

        var after = await _fixture.WaitForAsync(id, job => job.Status != JobStatus.Running);
        Assert.Equal(
            (JobStatus.Interrupted, $"borg left nothing in the repository. borg's lock, held by process {Environment.ProcessId} which is dead, was broken."),
            (after.Status, after.LeftBehind));
        Assert.False(File.Exists(held));
    }

    private async Task RecoverAsync(Guid jobId)
    {
        Assert.Single(await _fixture.Get<JobRecovery>().RecoverAsync([jobId], queue: true, default));
        var ended = await _fixture.WaitForEndAsync(jobId);
        Assert.True(ended.Status == JobStatus.Completed, $"{ended.Status}: {ended.ErrorMessage}");
        Assert.Equal(2, ended.Attempt);
    }

    /// <summary>What borg itself says of the repository, without checkpoints.</summary>
    private async Task<IReadOnlyList<string>> ListArchivesAsync(Guid repositoryId)
    {
        var environment = _rescuer.Services.GetRequiredService<WorkerIdentity>().BorgEnvironment with { Passphrase = WorkerFixture.Passphrase };
        var location = (await _fixture.ReadRepositoryAsync(repositoryId)).Location;
        var ended = await _rescuer.Services.GetRequiredService<BorgExecutable>().RunToEndAsync(BorgCommand.ListArchives(location), environment, default);
        Assert.True(ended.IsDone, string.Join('\n', ended.LastMessages));
        return [.. ArchiveList.Parse(ended.Output).Archives.Select(archive => archive.Name)];
    }
}
