using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;

namespace BorgUi.Worker.Tests.Jobs;

public sealed class BreakLockJobTests : IClassFixture<WorkerFixture>
{
    private readonly WorkerFixture _worker;

    public BreakLockJobTests(WorkerFixture fixture)
    {
        _worker = fixture;
        _worker.EnsureWorker();
    }

    [Fact]
    public async Task A_lock_of_another_machine_is_broken_and_its_owner_named()
    {
        var id = await _worker.CreateRepositoryAsync();
        await LockAsync(id, "client9.example@52540012", 4242);

        var job = await _worker.RunAsync(BreakLockJob.Of(id, "default", DateTimeOffset.UnixEpoch));

        Assert.Equal((JobStatus.Completed, null), (job.Status, job.ErrorMessage));
        Assert.Equal("client9.example@52540012 4242 10", job.Stats!.Value.GetProperty("owners")[0].GetString());
        await _worker.BackUpAsync(id, "/etc/hostname");
    }

    [Fact]
    public async Task The_lock_of_a_process_that_lives_here_is_left_alone()
    {
        var id = await _worker.CreateRepositoryAsync();
        var hostId = (await File.ReadAllTextAsync(Path.Combine(_worker.Folder, "data", "host-id"))).Trim();
        var location = await LockAsync(id, hostId, Environment.ProcessId);

        var job = await _worker.RunAsync(BreakLockJob.Of(id, "default", DateTimeOffset.UnixEpoch));

        Assert.Equal((JobStatus.Failed, null), (job.Status, job.Command));
        Assert.Contains($"process {Environment.ProcessId}", job.ErrorMessage);
        Assert.True(Directory.Exists(Path.Combine(location, "lock.exclusive")));
    }

    /// <summary>Takes the lock as borg does: a folder with a file that names the owner, and the roster.</summary>
    private async Task<string> LockAsync(Guid repository, string host, int processId)
    {
        var location = (await _worker.ReadRepositoryAsync(repository)).Location;
        var folder = Directory.CreateDirectory(Path.Combine(location, "lock.exclusive")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, $"{host}.{processId}-a"), "");
        await File.WriteAllTextAsync(Path.Combine(location, "lock.roster"), $$"""{"exclusive": [["{{host}}", {{processId}}, 10]]}""");
        return location;
    }
}
