using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Testing;

namespace BorgUi.AppHost.Tests.Trouble;

/// <summary>Repositories that cannot be taken over as they were described.</summary>
[Collection(SharedSystem.Collection)]
public sealed class ImportTests(SharedSystem shared)
{
    private readonly ApiUser _user = shared.User;
    private readonly string _location = shared.System.In($"foreign-{Guid.NewGuid():N}");

    [Fact]
    public async Task A_wrong_passphrase_is_said_and_the_right_one_makes_the_repository_ready()
    {
        await BorgAsync("init", "-e", "repokey", _location);
        await BorgAsync("create", $"{_location}::before", "/etc/hostname");
        var started = await ImportAsync("foreign", passphrase: "not the passphrase");

        var failed = await _user.WaitForEndAsync(started.JobId);

        await shared.AssertFailedAsync(failed, "Wrong passphrase.", "Enter the right passphrase");
        var repository = await _user.GetRepositoryAsync(started.RepositoryId);
        Assert.Equal((RepositoryState.Error, failed.ErrorMessage), (repository.State, repository.StateMessage));
        Assert.Contains(failed.ErrorMessage!, (await shared.Browser.OpenAsync($"/repositories/{started.RepositoryId}")).Text, StringComparison.Ordinal);

        await _user.PatchAsync<RepositoryResponse>($"/api/repositories/{started.RepositoryId}", new UpdateRepositoryRequest { Passphrase = ApiUser.Passphrase });
        var read = await _user.WaitForEndAsync(await _user.SyncRepositoryAsync(started.RepositoryId));

        Assert.Equal(JobStatus.Completed, read.Status);
        Assert.Equal(RepositoryState.Ready, (await _user.GetRepositoryAsync(started.RepositoryId)).State);
        Assert.Equal("before", Assert.Single(await _user.GetArchivesAsync(started.RepositoryId)).Name);
    }

    [Fact]
    public async Task A_place_without_a_repository_is_said()
    {
        var started = await ImportAsync("nowhere", ApiUser.Passphrase);

        await shared.AssertFailedAsync(await _user.WaitForEndAsync(started.JobId), "No repository there.", "Check the location");
    }

    [Fact]
    public async Task A_place_that_holds_something_else_is_not_made_a_repository()
    {
        Directory.CreateDirectory(_location);
        await File.WriteAllTextAsync(Path.Combine(_location, "diary"), "not borg's");
        var started = await _user.StartRepositoryAsync(new() { Name = "on a diary", Location = _location, Passphrase = ApiUser.Passphrase });

        await shared.AssertFailedAsync(await _user.WaitForEndAsync(started.JobId), "Something else is there.", "Choose an empty or a new folder.");

        Assert.Equal(["diary"], Directory.EnumerateFileSystemEntries(_location).Select(Path.GetFileName));
    }

    private Task<RepositoryStarted> ImportAsync(string name, string passphrase) =>
        _user.StartRepositoryAsync(new() { Name = name, Location = _location, Passphrase = passphrase, Create = false });

    private Task<string> BorgAsync(params string[] arguments) => BorgCommandLine.RunAsync(shared.System.In("own-borg"), arguments);
}
