using System.Net;
using System.Text.Json;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Archives;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Tests.Archives;

public sealed class DownloadTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    [Fact]
    public async Task A_link_needs_no_login_until_it_expires_and_is_good_for_what_it_names_alone()
    {
        var (archive, other) = (await AddArchiveAsync(), await AddArchiveAsync());
        var link = await MakeLinkAsync(archive, new() { Paths = ["/srv/a b?\n'\"&ü.txt"] });

        Assert.Contains("format=file", link.Url, StringComparison.Ordinal);
        Assert.InRange(link.ExpiresAt, api.Clock.GetUtcNow().AddMinutes(14), api.Clock.GetUtcNow().AddMinutes(16));
        // It is let in, and told that nothing can be read: the repository is busy.
        var writer = await StartWriterAsync(archive);
        using var allowed = await api.Nobody.GetAsync(link.Url);
        Assert.Equal(HttpStatusCode.Conflict, allowed.StatusCode);
        var problem = JsonDocument.Parse(await allowed.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((writer, true), (problem.GetProperty("job_id").GetGuid(), problem.GetProperty("detail").GetString()!.Contains($"{writer}", StringComparison.Ordinal)));

        string[] changed = [link.Url.Replace($"{archive}", $"{other}", StringComparison.Ordinal), $"{link.Url}&path=etc", link.Url.Replace("format=file", "format=zip", StringComparison.Ordinal), $"{link.Url}x"];
        foreach (var url in changed)
        {
            using var refused = await api.Nobody.GetAsync(url);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        api.Clock.Advance(TimeSpan.FromMinutes(16));
        using var expired = await api.Nobody.GetAsync(link.Url);
        Assert.Equal(HttpStatusCode.Unauthorized, expired.StatusCode);
        Assert.Contains("expired", await expired.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_can_neither_make_a_link_nor_download()
    {
        var archive = await AddArchiveAsync();
        var viewer = await api.AsAsync(Roles.Viewer);

        using var link = await viewer.PostJsonAsync($"/api/archives/{archive}/download-links", new DownloadLinkRequest());
        using var download = await viewer.GetAsync($"/api/archives/{archive}/download");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (link.StatusCode, download.StatusCode));
    }

    [Theory]
    [InlineData("""{"paths": ["a", "b"], "format": "file"}""", "format")]
    [InlineData("""{"paths": ["../etc"]}""", "paths")]
    public async Task What_cannot_be_a_link_names_its_field(string body, string field)
    {
        var client = await api.AsAsync(Roles.Operator);

        using var response = await client.PostAsync($"/api/archives/{await AddArchiveAsync()}/download-links", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True(JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Paths_that_no_address_can_hold_are_refused()
    {
        var client = await api.AsAsync(Roles.Operator);
        var paths = Enumerable.Range(0, 900).Select(i => $"srv/some/long/folder/name/{i}").ToList();

        using var response = await client.PostJsonAsync($"/api/archives/{await AddArchiveAsync()}/download-links", new DownloadLinkRequest { Paths = paths });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Looking_into_an_archive_of_a_busy_repository_names_the_job()
    {
        var archive = await AddArchiveAsync();
        var writer = await StartWriterAsync(archive);

        using var response = await (await api.AsAsync(Roles.Viewer)).GetAsync($"/api/archives/{archive}/entries?path=/srv");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains($"{writer}", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<DownloadLink> MakeLinkAsync(Guid archive, DownloadLinkRequest request)
    {
        using var response = await (await api.AsAsync(Roles.Operator)).PostJsonAsync($"/api/archives/{archive}/download-links", request);
        return await response.ReadAsync<DownloadLink>(HttpStatusCode.Created);
    }

    private async Task<Guid> AddArchiveAsync()
    {
        var repository = await api.ReadyRepositoryAsync(site: $"site-{Guid.NewGuid():N}");
        return await api.InDatabaseAsync(async db =>
        {
            var archive = new Archive { RepositoryId = repository, Name = $"archive {Guid.NewGuid():N}", BorgId = $"{Guid.NewGuid():N}{Guid.NewGuid():N}", StartedAt = DateTimeOffset.UnixEpoch };
            db.Archives.Add(archive);
            await db.SaveChangesAsync();
            return archive.Id;
        });
    }

    private async Task<Guid> StartWriterAsync(Guid archiveId)
    {
        var (repository, site) = await api.InDatabaseAsync(db => db.Archives.Where(archive => archive.Id == archiveId)
            .Select(archive => new ValueTuple<Guid, string>(archive.RepositoryId, archive.Repository!.Site)).SingleAsync());
        using var response = await (await api.AsAsync(Roles.Operator)).PostJsonAsync($"/api/repositories/{repository}/compact", new { });
        var started = await response.ReadAsync<JobStarted>(HttpStatusCode.Accepted);
        await new TestWorker(api).ClaimAsync(site);
        return started.JobId;
    }
}
