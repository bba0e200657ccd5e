using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;

namespace BorgUi.Worker.Tests.Jobs;

/// <summary>With a borg that says to be new enough, or too old, and is the real one otherwise.</summary>
public sealed class RenameArchiveJobTests(WorkerFixture worker) : IClassFixture<WorkerFixture>
{
    [Theory]
    [InlineData("1.2.4", false)]
    [InlineData("1.2.5", true)]
    public async Task An_archive_is_renamed_only_by_a_borg_that_does_it_well(string version, bool renamed)
    {
        await using var running = worker.StartWorker(("BorgUi:Borg:Executable", BorgThatSays(version)), ("BorgUi:Sites", version));
        var repository = await worker.CreateRepositoryAsync(version);
        var archive = await worker.BackUpAsync(repository, "/etc/hostname", version);

        var job = await worker.RunAsync(RenameArchiveJob.Of(archive.Id, repository, version, new() { ArchiveName = archive.Name, BorgId = archive.BorgId, NewName = "a better {name}" }, DateTimeOffset.UnixEpoch));

        var after = Assert.Single(await worker.ArchivesOfAsync(repository));
        Assert.Equal((archive.Id, archive.JobId), (after.Id, after.JobId));
        if (renamed)
        {
            Assert.Equal((JobStatus.Completed, null, "a better {name}"), (job.Status, job.ErrorMessage, after.Name));
            Assert.NotEqual(archive.BorgId, after.BorgId);
        }
        else
        {
            Assert.Equal((JobStatus.Failed, null, archive.Name), (job.Status, job.Command, after.Name));
            Assert.Contains("newer versions reject", job.ErrorMessage);
            Assert.Contains("1.2.5", job.ErrorHint);
        }
    }

    private string BorgThatSays(string version)
    {
        var path = Path.Combine(worker.Folder, $"borg-{version}");
        File.WriteAllText(path, $"""
            #!/bin/sh
            if [ "$1" = --version ]; then echo 'borg {version}'; exit; fi
            exec borg "$@"

            """);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
