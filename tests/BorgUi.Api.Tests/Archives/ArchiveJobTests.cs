using System.Net;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Archives;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Tests.Archives;

public sealed class ArchiveJobTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    [Fact]
    public async Task A_restore_is_stored_as_asked_in_one_spelling()
    {
        var archive = await ArchiveAsync();
        var client = await api.AsAsync(Roles.Operator);

        using var response = await client.PostJsonAsync($"/api/archives/{archive.Id}/restore", new RestoreRequest
        {
            Destination = "/restore//here/",
            Paths = ["/home/me/", "odd\n*name", "home/me"],
            Overwrite = OverwritePolicy.IfNewer,
            StripComponents = 2,
        });

        var started = await response.ReadAsync<JobStarted>(HttpStatusCode.Accepted);
        var job = (RestoreJob)await api.InDatabaseAsync(db => db.Jobs.AsNoTracking().SingleAsync(job => job.Id == started.JobId));
        Assert.Equal(["home/me", "odd\n*name"], job.Details.Paths);
        Assert.Equal(("/restore/here", OverwritePolicy.IfNewer, 2, false), (job.Details.Destination, job.Details.Overwrite, job.Details.StripComponents, job.Details.DryRun));
        Assert.Equal((archive.Id, archive.Name, RepositoryAccess.Read), (job.ArchiveId, job.Details.ArchiveName, job.RepositoryAccess));
        var viewer = await api.AsAsync(Roles.Viewer);
        Assert.Equal(archive.Name, (await viewer.GetAsync<JobResponse>($"/api/restore/jobs/{started.JobId}")).ArchiveName);
    }

    [Fact]
    public async Task Without_more_than_a_destination_everything_is_restored_and_nothing_replaced()
    {
        var archive = await ArchiveAsync();
        using var response = await (await api.AsAsync(Roles.Operator)).SendJsonAsync(HttpMethod.Post, $"/api/archives/{archive.Id}/restore", """{"destination":"/restore"}""");

        var started = await response.ReadAsync<JobStarted>(HttpStatusCode.Accepted);
        var job = (RestoreJob)await api.InDatabaseAsync(db => db.Jobs.AsNoTracking().SingleAsync(job => job.Id == started.JobId));
        Assert.Empty(job.Details.Paths);
        Assert.Equal(OverwritePolicy.Never, job.Details.Overwrite);
    }

    [Theory]
    [InlineData("{}", "destination")]
    [InlineData("""{"destination":"relative"}""", "destination")]
    [InlineData("""{"destination":"/a/../b"}""", "destination")]
    [InlineData("""{"destination":"/a\u0000b"}""", "destination")]
    [InlineData("""{"destination":"/a","paths":["../b"]}""", "paths")]
    [InlineData("""{"destination":"/a","paths":[""]}""", "paths")]
    [InlineData("""{"destination":"/a","overwrite":"sometimes"}""", "overwrite")]
    [InlineData("""{"destination":"/a","strip_components":-1}""", "strip_components")]
    public async Task A_restore_that_cannot_be_is_refused_by_field(string body, string field)
    {
        var archive = await ArchiveAsync();
        using var response = await (await api.AsAsync(Roles.Operator)).SendJsonAsync(HttpMethod.Post, $"/api/archives/{archive.Id}/restore", body);

        Assert.Equal([field], await response.ReadErrorFieldsAsync());
    }

    [Fact]
    public async Task A_restore_into_the_repository_itself_is_refused()
    {
        var archive = await ArchiveAsync();
        var location = await api.InDatabaseAsync(db => db.Repositories.Where(repository => repository.Id == archive.RepositoryId).Select(repository => repository.Location).SingleAsync());
        using var response = await (await api.AsAsync(Roles.Operator)).PostJsonAsync($"/api/archives/{archive.Id}/restore", new RestoreRequest { Destination = $"{location}/data" });

        Assert.Equal(["destination"], await response.ReadErrorFieldsAsync());
    }

    [Fact]
    public async Task Deleting_starts_a_job_and_the_archive_stays_until_it_is_gone()
    {
        var archive = await ArchiveAsync();
        var client = await api.AsAsync(Roles.Operator);

        using var first = await client.RemoveAsync($"/api/archives/{archive.Id}");
        using var second = await client.RemoveAsync($"/api/archives/{archive.Id}");

        var started = await first.ReadAsync<JobStarted>(HttpStatusCode.Accepted);
        Assert.Equal(started.JobId, (await second.ReadAsync<JobStarted>(HttpStatusCode.Accepted)).JobId);
        Assert.Equal(archive.Id, (await client.GetAsync<ArchiveResponse>($"/api/archives/{archive.Id}")).ArchiveId);
        Assert.Equal(JobType.DeleteArchive, (await client.GetAsync<JobResponse>($"/api/jobs/{started.JobId}")).JobType);
    }

    [Fact]
    public async Task A_rename_needs_a_name_that_borg_can_store_and_that_is_free()
    {
        var archive = await ArchiveAsync();
        var client = await api.AsAsync(Roles.Operator);
        foreach (var name in new[] { "", "a/b", "a::b", "line\nbreak", new string('ü', 118) })
        {
            using var refused = await client.PostJsonAsync($"/api/archives/{archive.Id}/rename", new RenameArchiveRequest { Name = name });
            Assert.Equal(["name"], await refused.ReadErrorFieldsAsync());
        }

        using var taken = await client.PostJsonAsync($"/api/archives/{archive.Id}/rename", new RenameArchiveRequest { Name = archive.Name });
        using var accepted = await client.PostJsonAsync($"/api/archives/{archive.Id}/rename", new RenameArchiveRequest { Name = " better " });

        Assert.Equal(["name"], await taken.ReadErrorFieldsAsync(HttpStatusCode.Conflict));
        var started = await accepted.ReadAsync<JobStarted>(HttpStatusCode.Accepted);
        var job = (RenameArchiveJob)await api.InDatabaseAsync(db => db.Jobs.AsNoTracking().SingleAsync(job => job.Id == started.JobId));
        Assert.Equal(("better", archive.BorgId), (job.Details.NewName, job.Details.BorgId));
    }

    [Fact]
    public async Task An_unknown_archive_is_not_found()
    {
        var client = await api.AsAsync(Roles.Operator);
        using var restore = await client.PostJsonAsync($"/api/archives/{Guid.NewGuid()}/restore", new RestoreRequest { Destination = "/restore" });
        using var delete = await client.RemoveAsync($"/api/archives/{Guid.NewGuid()}");
        using var rename = await client.PostJsonAsync($"/api/archives/{Guid.NewGuid()}/rename", new RenameArchiveRequest { Name = "x" });

        foreach (var response in new[] { restore, delete, rename })
        {
            await response.ReadProblemAsync(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task A_pinned_archive_is_deleted_only_after_somebody_unpins_it()
    {
        var archive = await ArchiveAsync();
        var client = await api.AsAsync(Roles.Operator);

        using var pin = await client.SendJsonAsync(HttpMethod.Patch, $"/api/archives/{archive.Id}", """{"pinned":true}""");
        Assert.True((await pin.ReadAsync<ArchiveResponse>(HttpStatusCode.OK)).Pinned);
        using var refused = await client.DeleteAsync($"/api/archives/{archive.Id}");
        Assert.Contains("Unpin", (await refused.ReadProblemAsync(HttpStatusCode.Conflict)).GetProperty("detail").GetString());

        using var unpin = await client.SendJsonAsync(HttpMethod.Patch, $"/api/archives/{archive.Id}", """{"pinned":false}""");
        Assert.False((await unpin.ReadAsync<ArchiveResponse>(HttpStatusCode.OK)).Pinned);
        using var deleted = await client.DeleteAsync($"/api/archives/{archive.Id}");
        await deleted.ReadAsync<JobStarted>(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task An_archive_is_not_pinned_while_a_prune_may_be_deleting_it()
    {
        var site = $"site-{Guid.NewGuid():N}";
        var archive = await ArchiveAsync(site);
        var client = await api.AsAsync(Roles.Operator);
        using var prune = await client.SendJsonAsync(HttpMethod.Post, $"/api/repositories/{archive.RepositoryId}/prune", """{"keep_last":1}""");
        await new TestWorker(api).ClaimAsync(site);

        using var pin = await client.SendJsonAsync(HttpMethod.Patch, $"/api/archives/{archive.Id}", """{"pinned":true}""");
        using var unclear = await client.SendJsonAsync(HttpMethod.Patch, $"/api/archives/{archive.Id}", "{}");
        using var unknown = await client.SendJsonAsync(HttpMethod.Patch, $"/api/archives/{Guid.NewGuid()}", """{"pinned":true}""");

        await pin.ReadProblemAsync(HttpStatusCode.Conflict);
        Assert.Equal(["pinned"], await unclear.ReadErrorFieldsAsync());
        await unknown.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    private async Task<Archive> ArchiveAsync(string? site = null)
    {
        var archive = new Archive
        {
            RepositoryId = await api.ReadyRepositoryAsync(site: site),
            Name = $"archive-{Guid.NewGuid():N}",
            BorgId = Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N"),
            StartedAt = api.Clock.GetUtcNow(),
        };
        await api.InDatabaseAsync(db =>
        {
            db.Archives.Add(archive);
            return db.SaveChangesAsync();
        });
        return archive;
    }
}
