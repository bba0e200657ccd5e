using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Proofs;
using BorgUi.Core.Jobs;
using BorgUi.Core.Plans;
using BorgUi.Core.Proofs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Jobs;

public sealed class RestoreDrillJobTests : IClassFixture<WorkerFixture>
{
    private readonly WorkerFixture _worker;

    public RestoreDrillJobTests(WorkerFixture fixture)
    {
        _worker = fixture;
        _worker.EnsureWorker();
    }

    [Fact]
    public async Task A_good_drill_proves_the_archive_compares_with_live_files_and_leaves_nothing()
    {
        var source = _worker.MakeSource($"drilled-{Guid.NewGuid():N}", files: 8, bytesEach: 300_000);
        var plan = await BackedUpAsync(source);
        await File.WriteAllTextAsync(Path.Combine(source, "file-00000.bin"), "changed since");

        var job = await DrillAsync(plan, new() { SampleFiles = 20 }, mustHaves: [source]);

        Assert.Equal((JobStatus.Completed, null), (job.Status, job.ErrorMessage));
        var stats = job.Stats!.Value;
        Assert.Equal((8, 7, 0), (stats.GetProperty("files_drawn").GetInt32(), stats.GetProperty("files_compared").GetInt32(), stats.GetProperty("files_failed").GetInt32()));
        Assert.True(stats.GetProperty("bytes_per_second").GetInt64() > 0);
        var proof = await ProofOfAsync(plan);
        Assert.Equal((true, job.Id, job.ArchiveId), (proof.IsGood, proof.JobId, proof.ArchiveId));
        Assert.NotNull((await _worker.ArchivesOfAsync(job.RepositoryId!.Value)).Single().ProvenAt);
        AssertNothingLeft();
    }

    [Fact]
    public async Task A_live_file_that_differs_although_it_has_not_changed_fails_the_drill()
    {
        var source = _worker.MakeSource($"rotten-{Guid.NewGuid():N}", files: 2, bytesEach: 1000);
        var plan = await BackedUpAsync(source);
        var rotten = Path.Combine(source, "file-00001.bin");
        var time = File.GetLastWriteTimeUtc(rotten);
        await File.WriteAllBytesAsync(rotten, new byte[1000]);
        File.SetLastWriteTimeUtc(rotten, time);

        var job = await DrillAsync(plan, new(), mustHaves: []);

        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.Equal(rotten.TrimStart('/'), Assert.Single(job.Warnings).Path);
        Assert.Contains("other content", job.ErrorMessage);
        Assert.False((await ProofOfAsync(plan)).IsGood);
        AssertNothingLeft();
    }

    [Fact]
    public async Task A_path_that_must_be_there_and_is_not_fails_the_drill_and_is_named()
    {
        var source = _worker.MakeSource($"lacking-{Guid.NewGuid():N}", files: 1, bytesEach: 10);
        var plan = await BackedUpAsync(source);

        var job = await DrillAsync(plan, new(), mustHaves: [$"{source}/accounts.db"]);

        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.Equal($"{source}/accounts.db", Assert.Single(job.Warnings).Path);
        Assert.False((await ProofOfAsync(plan)).IsGood);
    }

    [Fact]
    public async Task Damaged_data_fails_the_drill()
    {
        var source = _worker.MakeSource($"damaged-{Guid.NewGuid():N}", files: 3, bytesEach: 400_000);
        var plan = await BackedUpAsync(source);
        DamagedRepository.FlipByteInLargestSegment((await _worker.ReadRepositoryAsync(plan.RepositoryId)).Location);

        var job = await DrillAsync(plan, new(), mustHaves: []);

        Assert.Equal((JobStatus.Failed, "IntegrityError"), (job.Status, job.ErrorId));
        Assert.False((await ProofOfAsync(plan)).IsGood);
        AssertNothingLeft();
    }

    [Fact]
    public async Task An_archive_without_files_proves_nothing()
    {
        var plan = await BackedUpAsync(_worker.MakeSource($"empty-{Guid.NewGuid():N}", files: 0, bytesEach: 0));

        var job = await DrillAsync(plan, new(), mustHaves: []);

        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.Contains("no file", job.ErrorMessage);
    }

    [Fact]
    public async Task A_check_says_what_it_has_proven()
    {
        var repository = await _worker.CreateRepositoryAsync();

        var job = await _worker.RunAsync(CheckJob.Of(repository, "default", new() { VerifyData = true }, DateTimeOffset.UnixEpoch));

        Assert.Equal(JobStatus.Completed, job.Status);
        await using var db = _worker.NewContext();
        var proofs = await db.Proofs.Where(proof => proof.RepositoryId == repository && proof.IsGood).Select(proof => proof.Kind).ToListAsync();
        Assert.Equal([ProofKind.Data, ProofKind.Archives, ProofKind.Repository], proofs.Order());
    }

    private async Task<BackupPlan> BackedUpAsync(string source)
    {
        var id = await _worker.AddPlanAsync(await _worker.CreateRepositoryAsync(), source);
        var backup = await _worker.WaitForEndAsync(await _worker.EnqueuePlanAsync(id));
        Assert.True(backup.Status == JobStatus.Completed, backup.ErrorMessage);
        await using var db = _worker.NewContext();
        return await db.Plans.AsNoTracking().Include(plan => plan.Repository).SingleAsync(plan => plan.Id == id);
    }

    private async Task<Job> DrillAsync(BackupPlan plan, RestoreDrillDetails details, List<string> mustHaves)
    {
        await using var db = _worker.NewContext();
        await db.Plans.Where(row => row.Id == plan.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.MustHavePaths, mustHaves));
        return await _worker.RunAsync(RestoreDrillJob.Of(plan, [plan.Repository!], details, DateTimeOffset.UnixEpoch).Single());
    }

    private async Task<Proof> ProofOfAsync(BackupPlan plan)
    {
        await using var db = _worker.NewContext();
        return await db.Proofs.AsNoTracking().SingleAsync(proof => proof.PlanId == plan.Id);
    }

    private void AssertNothingLeft() => Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_worker.Folder, "data", "scratch")));
}
