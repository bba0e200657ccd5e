using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Jobs;

namespace BorgUi.Worker.Tests.Jobs;

public sealed class MaintenanceJobTests : IClassFixture<WorkerFixture>
{
    private readonly WorkerFixture _worker;

    public MaintenanceJobTests(WorkerFixture fixture)
    {
        _worker = fixture;
        _worker.EnsureWorker();
    }

    [Theory]
    [InlineData(false, false, false, null, CheckResult.Ok)]
    [InlineData(true, false, false, null, CheckResult.Ok)]
    [InlineData(false, true, false, null, CheckResult.Ok)]
    [InlineData(false, false, true, null, CheckResult.Ok)]
    [InlineData(true, false, false, 3600, null)]
    public async Task A_sound_repository_passes_every_kind_of_check(bool repositoryOnly, bool archivesOnly, bool verifyData, int? seconds, CheckResult? expected)
    {
        var repository = await _worker.CreateRepositoryAsync();
        await _worker.BackUpAsync(repository, _worker.MakeSource($"sound-{Guid.NewGuid():N}", 5, 10_000));

        var job = await _worker.RunAsync(CheckJob.Of(repository, "default", new() { RepositoryOnly = repositoryOnly, ArchivesOnly = archivesOnly, VerifyData = verifyData, MaxDurationSeconds = seconds }, DateTimeOffset.UnixEpoch));

        Assert.Equal((JobStatus.Completed, 0, null, 100d), (job.Status, job.ReturnCode, job.ErrorMessage, job.Progress.Percent));
        var after = await _worker.ReadRepositoryAsync(repository);
        Assert.NotNull(after.LastCheckAt);
        // A small repository is through in its time: whether borg calls that full or partial is borg's word.
        Assert.True(expected is null ? after.LastCheckResult is CheckResult.Ok or CheckResult.Partial : after.LastCheckResult == expected);
    }

    [Fact]
    public async Task Damage_fails_the_check_with_what_is_wrong_although_borg_only_warns()
    {
        var repository = await _worker.CreateRepositoryAsync();
        await _worker.BackUpAsync(repository, _worker.MakeSource("damaged", 5, 200_000));
        var location = (await _worker.ReadRepositoryAsync(repository)).Location;
        DamagedRepository.FlipByteInLargestSegment(location);

        var job = await _worker.RunAsync(CheckJob.Of(repository, "default", new(), DateTimeOffset.UnixEpoch));

        Assert.Equal((JobStatus.Failed, 1), (job.Status, job.ReturnCode));
        Assert.Contains("integrity error", job.ErrorMessage, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(job.Warnings, finding => finding.Reason.Contains("are missing", StringComparison.Ordinal));
        Assert.InRange(job.Warnings.Count, 2, 20);
        Assert.Equal("damaged", job.Stats!.Value.GetProperty("result").GetString());
        Assert.True(job.Stats.Value.GetProperty("missing_chunks").GetInt32() > 0);
        Assert.Equal(CheckResult.Damaged, (await _worker.ReadRepositoryAsync(repository)).LastCheckResult);
    }

    [Fact]
    public async Task A_check_that_cannot_open_the_repository_has_no_result()
    {
        var repository = await _worker.AddRepositoryAsync();

        var job = await _worker.RunAsync(CheckJob.Of(repository, "default", new(), DateTimeOffset.UnixEpoch));

        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.NotNull(job.ErrorHint);
        Assert.Null((await _worker.ReadRepositoryAsync(repository)).LastCheckAt);
    }

    [Fact]
    public async Task Deleting_an_archive_and_compacting_frees_its_space()
    {
        var repository = await _worker.CreateRepositoryAsync();
        var archive = await _worker.BackUpAsync(repository, _worker.MakeSource("freed", 4, 500_000));

        var deleted = await _worker.RunAsync(DeleteArchiveJob.Of(archive.Id, repository, "default", new() { ArchiveName = archive.Name, BorgId = archive.BorgId }, DateTimeOffset.UnixEpoch));
        var compacted = await _worker.RunAsync(CompactJob.Of(repository, "default", new(), DateTimeOffset.UnixEpoch));

        Assert.Equal((JobStatus.Completed, 0, null), (deleted.Status, deleted.WarningCount, deleted.ErrorMessage));
        Assert.Contains(" delete ", deleted.Command);
        Assert.Empty(await _worker.ArchivesOfAsync(repository));
        Assert.Equal((JobStatus.Completed, null), (compacted.Status, compacted.ErrorMessage));
        var stats = compacted.Stats!.Value;
        Assert.True(stats.GetProperty("freed_bytes").GetInt64() > 1_900_000);
        Assert.True(stats.GetProperty("size_before").GetInt64() - stats.GetProperty("size_after").GetInt64() > 1_900_000);
    }

    [Fact]
    public async Task An_archive_that_is_gone_already_is_a_warning_and_leaves_the_list()
    {
        var repository = await _worker.CreateRepositoryAsync();
        var archive = await _worker.BackUpAsync(repository, _worker.MakeSource("gone", 1, 10));
        var location = (await _worker.ReadRepositoryAsync(repository)).Location;
        await _worker.RunBorgAsync("delete", $"{location}::{archive.Name}");
        // Another archive took its name: only the id says that it is not the one that was meant.
        await _worker.RunBorgAsync("create", $"{location}::{archive.Name}", "/etc/hostname");

        var job = await _worker.RunAsync(DeleteArchiveJob.Of(archive.Id, repository, "default", new() { ArchiveName = archive.Name, BorgId = archive.BorgId }, DateTimeOffset.UnixEpoch));

        Assert.Equal((JobStatus.CompletedWithWarnings, archive.Name), (job.Status, Assert.Single(job.Warnings).Path));
        var left = Assert.Single(await _worker.ArchivesOfAsync(repository));
        Assert.NotEqual(archive.BorgId, left.BorgId);
    }

    [Fact]
    public async Task A_test_says_whether_the_repository_opens()
    {
        var repository = await _worker.CreateRepositoryAsync();
        var location = (await _worker.ReadRepositoryAsync(repository)).Location;
        var good = await _worker.RunAsync(TestRepositoryJob.Of(repository, "default", DateTimeOffset.UnixEpoch));

        Directory.Move(location, $"{location}-away");
        var bad = await _worker.RunAsync(TestRepositoryJob.Of(repository, "default", DateTimeOffset.UnixEpoch));
        var lost = await _worker.ReadRepositoryAsync(repository);
        Directory.Move($"{location}-away", location);
        var again = await _worker.RunAsync(TestRepositoryJob.Of(repository, "default", DateTimeOffset.UnixEpoch));

        Assert.Equal((JobStatus.Completed, JobStatus.Failed, JobStatus.Completed), (good.Status, bad.Status, again.Status));
        Assert.Equal(0, good.Stats!.Value.GetProperty("archive_count").GetInt32());
        Assert.Equal(RepositoryState.Error, lost.State);
        Assert.Equal(RepositoryState.Ready, (await _worker.ReadRepositoryAsync(repository)).State);
    }
}
