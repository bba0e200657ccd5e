using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Testing;
using BorgUi.Testing.Ssh;

namespace BorgUi.AppHost.Tests.Trouble;

/// <summary>Repositories behind a real sshd.</summary>
[Collection(SharedSystem.Collection)]
public sealed class ServerTests(SharedSystem shared) : IAsyncLifetime
{
    private readonly ApiUser _user = shared.User;
    private readonly RunningSystem _system = shared.System;
    private readonly string _folder = shared.System.In($"on-server-{Guid.NewGuid():N}");
    private SshServer _server = null!;

    public async Task InitializeAsync() => _server = await SshServer.StartNewAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_backup_over_ssh_survives_that_the_next_one_is_cut_off()
    {
        var repository = (await CreateAsync("on a server", _server.KnownHosts)).RepositoryId;
        Assert.Equal(RepositoryState.Ready, (await _user.GetRepositoryAsync(repository)).State);
        var small = await _user.CreatePlanAsync("small to the server", repository, _system.MakeSource("for-the-server", files: 5, bytesEach: 10_000));
        await shared.AssertCompletesAsync(small);
        var big = await _user.CreatePlanAsync("big to the server", repository, _system.MakeLongSourceOfManyParts("too-much-for-the-server"));
        var cut = await _user.StartBackupAsync(big);
        await _user.WaitForAsync(cut, job => job is { Status: JobStatus.Running, OriginalSize: > 0 } || job.CompletedAt is not null);

        _server.CutConnections();

        await shared.AssertFailedAsync(await _user.WaitForEndAsync(cut), "The connection was lost.", "Start the job again when the network is stable.");
        Assert.Equal(RepositoryState.Ready, (await _user.GetRepositoryAsync(repository)).State);
        await shared.AssertCompletesAsync(small);
        var archives = await _user.GetArchivesAsync(repository);
        Assert.Equal(2, archives.Count);
        var listed = await BorgCommandLine.RunAsync(_system.In("own-borg"), "list", "--lock-wait", "60", _folder);
        Assert.All(archives, archive => Assert.Contains(archive.Name, listed, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_host_key_is_refused_and_with_the_right_one_the_repository_comes_to_be()
    {
        var started = await CreateAsync("behind another key", _server.OtherKnownHosts);

        await shared.AssertFailedAsync(await _user.WaitForEndAsync(started.JobId), "The server's host key has changed.", "Compare the new key with the server's own");
        Assert.Equal(RepositoryState.Error, (await _user.GetRepositoryAsync(started.RepositoryId)).State);
        Assert.False(Directory.Exists(_folder));

        await _user.PatchAsync<RepositoryResponse>($"/api/repositories/{started.RepositoryId}", new UpdateRepositoryRequest { KnownHosts = _server.KnownHosts });
        var again = await _user.WaitForEndAsync(await _user.SyncRepositoryAsync(started.RepositoryId));

        Assert.Equal((JobType.CreateRepository, JobStatus.Completed), (again.JobType, again.Status));
        Assert.Equal(RepositoryState.Ready, (await _user.GetRepositoryAsync(started.RepositoryId)).State);
    }

    [Fact]
    public async Task A_key_that_the_server_does_not_know_is_refused()
    {
        await using var other = await SshServer.StartNewAsync();
        var started = await _user.StartRepositoryAsync(Request("with another login key", _server.KnownHosts) with { SshPrivateKey = other.PrivateKey });

        await shared.AssertFailedAsync(await _user.WaitForEndAsync(started.JobId), "The server refused the login.", "Add the public key to authorized_keys");
    }

    private async Task<RepositoryStarted> CreateAsync(string name, string knownHosts)
    {
        var started = await _user.StartRepositoryAsync(Request(name, knownHosts));
        await _user.WaitForEndAsync(started.JobId);
        return started;
    }

    private CreateRepositoryRequest Request(string name, string knownHosts) => new()
    {
        Name = name,
        Location = _server.LocationOf(_folder),
        Passphrase = ApiUser.Passphrase,
        SshPrivateKey = _server.PrivateKey,
        KnownHosts = knownHosts,
    };
}
