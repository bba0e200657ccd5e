using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Core.Repositories;
using BorgUi.Core.Secrets;
using BorgUi.Testing.Ssh;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Jobs;

/// <summary>Repositories behind sshd.</summary>
public sealed partial class WorkerFixture
{
    /// <summary>A repository on the server that a worker of the site "default", which must run, has created.</summary>
    public async Task<Guid> CreateRepositoryAsync(SshServer server, string encryption = "repokey-blake2")
    {
        var id = await AddRepositoryAsync(encryption, location: server.LocationOf(Path.Combine(Folder, "on-server")));
        await using var db = NewContext();
        var repository = await db.Repositories.SingleAsync(row => row.Id == id);
        repository.SealedSshPrivateKey = new SecretBox(SecretKey).Seal(server.PrivateKey, RepositorySecret.SshPrivateKey(id));
        repository.KnownHosts = server.KnownHosts;
        await db.SaveChangesAsync();
        var ended = await RunAsync(new CreateRepositoryJob { RepositoryId = id, Site = "default", CreatedAt = DateTimeOffset.UnixEpoch });
        Assert.True(ended.Status == JobStatus.Completed, $"{ended.Status}: {ended.ErrorMessage}");
        return id;
    }
}
