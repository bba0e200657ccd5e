using BorgUi.Contracts.Jobs;
using BorgUi.Testing;

namespace BorgUi.AppHost.Tests.Trouble;

/// <summary>Sources that cannot be read, in part or at all.</summary>
[Collection(SharedSystem.Collection)]
public sealed class SourceTests(SharedSystem shared)
{
    private const UnixFileMode Nobody = UnixFileMode.None;

    private readonly ApiUser _user = shared.User;
    private readonly RunningSystem _system = shared.System;

    [Fact]
    public async Task Unreadable_files_are_warnings_each_with_its_reason_and_the_rest_is_saved()
    {
        var source = _system.MakeSource("half-closed", files: 3, bytesEach: 1000);
        var closedFile = Path.Combine(source, "file-0001.bin");
        var closedFolder = Directory.CreateDirectory(Path.Combine(source, "private")).FullName;
        File.SetUnixFileMode(closedFile, Nobody);
        File.SetUnixFileMode(closedFolder, Nobody);
        var (repository, plan) = await PlanAsync("half closed", source);

        var job = await shared.BackUpAsync(plan);

        File.SetUnixFileMode(closedFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal((JobStatus.CompletedWithWarnings, 2), (job.Status, job.WarningCount));
        Assert.Equal([closedFile, closedFolder], job.Warnings.Select(warning => "/" + warning.Path?.TrimStart('/')).Order());
        Assert.All(job.Warnings, warning => Assert.Contains("Permission denied", warning.Reason, StringComparison.Ordinal));
        var log = (await _user.GetLogAsync(job.JobId)).Items.Where(line => line.Level == JobLogLevel.Warning).ToList();
        Assert.All([closedFile, closedFolder], path => Assert.Contains(log, line => line.Message.Contains(path, StringComparison.Ordinal) && line.Message.Contains("Permission denied", StringComparison.Ordinal)));
        var page = await shared.ReadJobPageAsync(job.JobId);
        Assert.Contains("2 warnings", page, StringComparison.Ordinal);
        Assert.All(job.Warnings, warning => Assert.Contains($">{warning.Path}<", page, StringComparison.Ordinal));
        Assert.Equal(2, Assert.Single(await _user.GetArchivesAsync(repository)).FileCount);
    }

    [Fact]
    public async Task One_missing_source_of_two_is_a_warning()
    {
        var missing = _system.In("not-mounted");
        var (repository, plan) = await PlanAsync("half there", _system.MakeSource("there", files: 1, bytesEach: 10), missing);

        var job = await shared.BackUpAsync(plan);

        Assert.Equal(JobStatus.CompletedWithWarnings, job.Status);
        var warning = Assert.Single(job.Warnings);
        Assert.Equal(missing, warning.Path);
        Assert.Contains("No such file or directory", warning.Reason, StringComparison.Ordinal);
        Assert.Single(await _user.GetArchivesAsync(repository));
    }

    [Fact]
    public async Task A_backup_without_any_source_that_exists_fails_before_borg_makes_an_empty_archive()
    {
        var missing = _system.In("nothing-here");
        var (repository, plan) = await PlanAsync("not there", missing);

        var job = await shared.BackUpAsync(plan);

        await shared.AssertFailedAsync(job, $"Nothing to back up: {missing} does not exist on the machine of site 'default'.", "Correct the sources of the plan, or mount");
        Assert.Empty(await _user.GetArchivesAsync(repository));
    }

    private async Task<(Guid Repository, Guid Plan)> PlanAsync(string name, params string[] sources)
    {
        var repository = await _user.CreateRepositoryAsync(name, _system.In($"repository-{Guid.NewGuid():N}"));
        return (repository, await _user.CreatePlanAsync(name, repository, sources));
    }
}
