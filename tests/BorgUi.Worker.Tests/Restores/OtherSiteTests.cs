using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Hooks;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Hooks;
using BorgUi.Core.Jobs;
using BorgUi.Testing.Ssh;
using BorgUi.Worker.Tests.Jobs;
using BorgUi.Worker.Tests.Trouble;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Restores;

/// <summary>A restore at another site than the repository's: the worker there has only what the database gives it.</summary>
public sealed class OtherSiteTests : IAsyncLifetime
{
    private readonly WorkerFixture _fixture = new();
    private SshServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await SshServer.StartNewAsync();
        await _fixture.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _fixture.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("repokey-blake2")]
    [InlineData("keyfile-blake2")]
    public async Task Its_worker_brings_the_files_there_and_leaves_the_hooks_of_the_plan_out(string encryption)
    {
        await using var home = await WorkerProcess.StartAsync(_fixture);
        await using var other = await WorkerProcess.StartAsync(_fixture, machine: "other-data", sites: "other");
        var repository = await _fixture.CreateRepositoryAsync(_server, encryption);
        var source = _fixture.MakeSource("source", files: 3, bytesEach: 1000);
        var archive = await _fixture.BackUpAsync(repository, source);
        Assert.Equal(JobStatus.Completed, (await _fixture.RunAsync(ExportKeyJob.Of(repository, "default", DateTimeOffset.UnixEpoch))).Status);
        var target = Directory.CreateDirectory(Path.Combine(_fixture.Folder, "target")).FullName;
        var ran = Path.Combine(_fixture.Folder, "the-hook-ran");

        var job = await _fixture.RunAsync(RestoreJob.Of(
            archive.Id,
            repository,
            "other",
            new() { ArchiveName = archive.Name, BorgId = archive.BorgId, Destination = target, Paths = [], Overwrite = OverwritePolicy.Never },
            DateTimeOffset.UnixEpoch,
            [new() { Name = "stop", When = HookMoment.Before, Around = HookSubject.Restore, Command = ["touch", ran], TimeoutSeconds = 60 }],
            planSite: "default"));

        Assert.Equal((JobStatus.Completed, null), (job.Status, job.ErrorMessage));
        Assert.EndsWith($"/{other.Id}", job.WorkerName, StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(source), file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(target + file)));
        Assert.False(File.Exists(ran));
        Assert.Contains(await _fixture.ReadLogAsync(job.Id), line => line.Message == "The plan's hooks around a restore are not run: they belong to the machine of site default.");
        Assert.Equal(encryption.StartsWith("keyfile", StringComparison.Ordinal) ? 1 : 0, KeysOf("other-data"));
        // Where borg made the repository its own file is the only one.
        Assert.Equal(KeysOf("other-data"), KeysOf("data"));
    }

    private int KeysOf(string machine) =>
        new DirectoryInfo(Path.Combine(_fixture.Folder, machine, "borg", ".config", "borg", "keys")) is { Exists: true } keys ? keys.GetFiles().Length : 0;
}
