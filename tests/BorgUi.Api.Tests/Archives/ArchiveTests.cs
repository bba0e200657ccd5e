using System.Net;
using BorgUi.Contracts;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Archives;
using BorgUi.Core.Archives;

namespace BorgUi.Api.Tests.Archives;

public sealed class ArchiveTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    [Fact]
    public async Task Are_listed_newest_first_by_page_and_found_by_repository_and_text()
    {
        var repositoryId = await api.ReadyRepositoryAsync("archive home");
        var plan = await api.PlanAsync(repositoryId, "Photos");
        await AddAsync(Enumerable.Range(0, 5).Select(i => Archive(repositoryId, $"host-{i}", api.Clock.GetUtcNow().AddHours(i), plan.PlanId)));
        await AddAsync([Archive(await api.ReadyRepositoryAsync(), "other", api.Clock.GetUtcNow())]);
        var viewer = await api.AsAsync(Roles.Viewer);

        var first = await viewer.GetAsync<Page<ArchiveResponse>>($"/api/archives?repository={repositoryId}&limit=3");
        var second = await viewer.GetAsync<Page<ArchiveResponse>>($"/api/archives?repository=archive home&limit=3&cursor={first.Next}");

        Assert.Equal(["host-4", "host-3", "host-2", "host-1", "host-0"], first.Items.Concat(second.Items).Select(archive => archive.Name));
        Assert.Equal((5, 5, null), (first.Total, second.Total, second.Next));
        Assert.Equal(("archive home", "Photos", 90.5), (first.Items[0].RepositoryName, first.Items[0].PlanName, first.Items[0].DurationSeconds));
        Assert.Equal(5, (await viewer.GetAsync<Page<ArchiveResponse>>("/api/archives?search=hot")).Total);
        Assert.Equal("host-3", Assert.Single((await viewer.GetAsync<Page<ArchiveResponse>>("/api/archives?search=HOST-3")).Items).Name);
        Assert.Equal(0, (await viewer.GetAsync<Page<ArchiveResponse>>("/api/archives?repository=unknown")).Total);
        Assert.Equal("host-4", (await viewer.GetAsync<ArchiveResponse>($"/api/archives/{first.Items[0].ArchiveId}")).Name);
    }

    [Fact]
    public async Task An_unknown_archive_is_not_found()
    {
        using var response = await (await api.AsAsync(Roles.Viewer)).ReadFromAsync($"/api/archives/{Guid.NewGuid()}");

        await response.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    private async Task AddAsync(IEnumerable<Archive> archives) => await api.InDatabaseAsync(db =>
    {
        db.Archives.AddRange(archives);
        return db.SaveChangesAsync();
    });

    private static Archive Archive(Guid repositoryId, string name, DateTimeOffset startedAt, Guid? planId = null) => new()
    {
        RepositoryId = repositoryId,
        PlanId = planId,
        Name = name,
        BorgId = Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N"),
        StartedAt = startedAt,
        Duration = TimeSpan.FromSeconds(90.5),
    };
}
