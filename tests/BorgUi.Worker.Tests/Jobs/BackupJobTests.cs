using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Jobs;

public sealed class BackupJobTests : IClassFixture<WorkerFixture>
{
    private readonly WorkerFixture _worker;

    public BackupJobTests(WorkerFixture fixture)
    {
        _worker = fixture;
        _worker.EnsureWorker();
    }

    [Fact]
    public async Task A_backup_completes_with_its_figures_its_log_and_its_archive()
    {
        var repository = await _worker.CreateRepositoryAsync();
        var source = _worker.MakeSource("simple", files: 20, bytesEach: 5_000);

        var job = await _worker.WaitForEndAsync(await _worker.EnqueueBackupAsync(repository, source));

        Assert.Equal((JobStatus.Completed, 0, null), (job.Status, job.ReturnCode, job.ErrorMessage));
        Assert.Equal((100d, 20L), (job.Progress.Percent, job.Progress.FilesProcessed));
        Assert.True(job.Progress.OriginalSizeBytes >= 100_000);
        Assert.NotNull(job.Stats);
        Assert.DoesNotContain(WorkerFixture.Passphrase, job.Command);
        var log = await _worker.ReadLogAsync(job.Id);
        Assert.Equal(20, log.Count(line => line.Message.StartsWith("A ", StringComparison.Ordinal) && line.Message.EndsWith(".bin", StringComparison.Ordinal)));
        Assert.Equal(Enumerable.Range(1, log.Count).Select(number => (long)number), log.Select(line => line.Number));

        await using var db = _worker.NewContext();
        var archive = await db.Archives.SingleAsync(archive => archive.Id == job.ArchiveId);
        Assert.Equal((job.Id, repository, 20L), (archive.JobId, archive.RepositoryId, archive.FileCount));
        var after = await _worker.ReadRepositoryAsync(repository);
        Assert.Equal(RepositoryState.Ready, after.State);
        Assert.NotNull(after.LastBackupAt);
        Assert.True(after.DeduplicatedSizeBytes > 0);
    }

    [Fact]
    public async Task The_log_of_a_plans_first_backup_names_no_sound_file_and_that_of_the_next_what_was_new()
    {
        var repository = await _worker.CreateRepositoryAsync();
        var source = _worker.MakeSource("named", files: 5, bytesEach: 10);
        var plan = await _worker.AddPlanAsync(repository, source);

        var first = await _worker.WaitForEndAsync(await _worker.EnqueueBackupAsync(repository, plan, source));
        await File.WriteAllTextAsync(Path.Combine(source, "fresh.txt"), "x");
        var second = await _worker.WaitForEndAsync(await _worker.EnqueueBackupAsync(repository, plan, source));

        var log = await _worker.ReadLogAsync(first.Id);
        Assert.Contains(log, line => line.Message.StartsWith("The first backup of this plan", StringComparison.Ordinal));
        Assert.DoesNotContain(log, line => line.Message.StartsWith("A ", StringComparison.Ordinal));
        Assert.Contains(await _worker.ReadLogAsync(second.Id), line => line.Message.StartsWith("A ", StringComparison.Ordinal) && line.Message.EndsWith("/fresh.txt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_missing_source_beside_a_good_one_is_a_warning_with_its_path()
    {
        var repository = await _worker.CreateRepositoryAsync();
        var source = _worker.MakeSource("beside-missing", files: 1, bytesEach: 10);

        var job = await _worker.WaitForEndAsync(await _worker.EnqueueBackupAsync(repository, source, "/nowhere/to/be found"));

        Assert.Equal((JobStatus.CompletedWithWarnings, 1), (job.Status, job.WarningCount));
        Assert.Equal("/nowhere/to/be found", Assert.Single(job.Warnings).Path);
        Assert.NotNull(job.ArchiveId);
    }

    [Fact]
    public async Task A_source_that_vanishes_while_borg_is_at_another_is_a_warning_with_its_path()
    {
        var repository = await _worker.CreateRepositoryAsync();
        var vanishing = _worker.MakeSource("vanishing", files: 2, bytesEach: 10);
        var running = await _worker.StartLongBackupAsync(repository, plan: null, vanishing);

        Directory.Delete(vanishing, recursive: true);
        _worker.ShortenLongSource();

        var job = await _worker.WaitForEndAsync(running.Id);
        Assert.Equal(JobStatus.CompletedWithWarnings, job.Status);
        Assert.Contains(job.Warnings, warning => warning.Path == vanishing);
        Assert.NotNull(job.ArchiveId);
    }

    [Fact]
    public async Task Nothing_but_missing_sources_fails_before_borg_is_started()
    {
        var repository = await _worker.CreateRepositoryAsync();

        var job = await _worker.WaitForEndAsync(await _worker.EnqueueBackupAsync(repository, "/nowhere"));

        Assert.Equal((JobStatus.Failed, null), (job.Status, job.Command));
        Assert.Contains("/nowhere does not exist", job.ErrorMessage);
        Assert.NotNull(job.ErrorHint);
    }

    [Fact]
    public async Task Odd_names_are_backed_up_and_shown()
    {
        var repository = await _worker.CreateRepositoryAsync();
        var source = Directory.CreateDirectory(Path.Combine(_worker.Folder, "odd \"names\" <script>\nsecond line")).FullName;
        await File.WriteAllTextAsync(Path.Combine(source, "-dash 'quote' ünï😀\r.txt"), "x");

        var job = await _worker.WaitForEndAsync(await _worker.EnqueueBackupAsync(repository, source));

        Assert.Equal(JobStatus.Completed, job.Status);
        Assert.Contains(await _worker.ReadLogAsync(job.Id), line => line.Message.Contains("-dash 'quote' ünï😀", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_passphrase_fails_with_what_to_do_and_marks_the_repository()
    {
        var repository = await _worker.CreateRepositoryAsync();
        await using (var db = _worker.NewContext())
        {
            var seal = new Core.Secrets.SecretBox(WorkerFixture.SecretKey).Seal("wrong", Core.Repositories.RepositorySecret.Passphrase(repository));
            await db.Repositories.Where(row => row.Id == repository).ExecuteUpdateAsync(row => row.SetProperty(r => r.SealedPassphrase, seal));
        }

        var job = await _worker.WaitForEndAsync(await _worker.EnqueueBackupAsync(repository, _worker.MakeSource("wrong", 1, 1)));

        Assert.Equal((JobStatus.Failed, "PassphraseWrong"), (job.Status, job.ErrorId));
        Assert.NotNull(job.ErrorHint);
        Assert.Equal(RepositoryState.Error, (await _worker.ReadRepositoryAsync(repository)).State);
    }

    [Fact]
    public async Task The_second_backup_of_a_plan_has_a_percent_from_the_first_that_only_grows()
    {
        var repository = await _worker.CreateRepositoryAsync();
        var source = _worker.MakeSource("percent", files: 60, bytesEach: 4_000_000);
        var plan = await _worker.AddPlanAsync(repository, source);
        await _worker.WaitForEndAsync(await _worker.EnqueueBackupAsync(repository, plan, source));
        foreach (var file in Directory.GetFiles(source))
        {
            await File.AppendAllTextAsync(file, "changed");
        }

        var seen = new List<double>();
        var ended = await _worker.WaitForAsync(await _worker.EnqueueBackupAsync(repository, plan, source), job =>
        {
            if (job is { Status: JobStatus.Running, Progress.Percent: { } percent })
            {
                seen.Add(percent);
            }

            return job.CompletedAt is not null;
        });

        Assert.Equal(100, ended.Progress.Percent);
        Assert.Equal(seen.Order(), seen);
        Assert.All(seen, percent => Assert.InRange(percent, 0, 99));
        Assert.True(seen.Distinct().Count() > 1, "No moving percent was seen.");
    }
}
