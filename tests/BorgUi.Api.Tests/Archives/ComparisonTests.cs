using System.Net;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Archives;
using BorgUi.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Tests.Archives;

public sealed class ComparisonTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    [Fact]
    public async Task An_exact_comparison_is_stored_once_while_it_waits_the_first_archive_as_the_older_one()
    {
        var repository = await api.ReadyRepositoryAsync();
        var (older, newer) = (await ArchiveAsync(repository), await ArchiveAsync(repository));
        var client = await api.AsAsync(Roles.Operator);

        using var first = await client.PostAsync($"/api/archives/{older.Id}/diff/{newer.Id}");
        using var second = await client.PostAsync($"/api/archives/{older.Id}/diff/{newer.Id}");
        using var other = await client.PostAsync($"/api/archives/{newer.Id}/diff/{older.Id}");

        var started = await first.ReadAsync<JobStarted>(HttpStatusCode.Accepted);
        Assert.Equal(started.JobId, (await second.ReadAsync<JobStarted>(HttpStatusCode.Accepted)).JobId);
        Assert.NotEqual(started.JobId, (await other.ReadAsync<JobStarted>(HttpStatusCode.Accepted)).JobId);
        var job = await JobAsync<DiffArchivesJob>(started.JobId);
        Assert.Equal((older.Id, newer.Id, newer.Name, RepositoryAccess.Read), (job.ArchiveId, job.Details.OtherArchiveId, job.Details.OtherArchiveName, job.RepositoryAccess));
    }

    [Fact]
    public async Task The_same_archive_and_one_of_another_repository_are_refused_in_words()
    {
        var (one, other) = (await ArchiveAsync(await api.ReadyRepositoryAsync()), await ArchiveAsync(await api.ReadyRepositoryAsync()));
        var client = await api.AsAsync(Roles.Operator);

        using var same = await client.PostAsync($"/api/archives/{one.Id}/diff/{one.Id}");
        using var elsewhere = await client.PostAsync($"/api/archives/{one.Id}/diff/{other.Id}");
        using var unknown = await client.PostAsync($"/api/archives/{one.Id}/diff/{Guid.NewGuid()}");
        using var nothing = await client.PostJsonAsync($"/api/archives/{Guid.NewGuid()}/compare", new CompareRequest());

        Assert.Equal(["other_id"], await same.ReadErrorFieldsAsync());
        Assert.Equal(["other_id"], await elsewhere.ReadErrorFieldsAsync());
        Assert.Contains("different repositories", await elsewhere.Content.ReadAsStringAsync());
        await unknown.ReadProblemAsync(HttpStatusCode.NotFound);
        await nothing.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_comparison_with_the_files_runs_where_the_plan_of_the_archive_has_its_sources()
    {
        var repository = await api.ReadyRepositoryAsync(site: "office");
        var plan = await api.PlanAsync(repository);
        // As if the repository lay on a server.
        await api.InDatabaseAsync(db => db.Plans.Where(row => row.Id == plan.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Site, "laptop")));
        var (planned, foreign) = (await ArchiveAsync(repository, plan.Id), await ArchiveAsync(repository));
        var client = await api.AsAsync(Roles.Operator);

        using var first = await client.PostJsonAsync($"/api/archives/{planned.Id}/compare", new CompareRequest { Content = true });
        using var second = await client.PostAsync($"/api/archives/{foreign.Id}/compare");

        var whole = await JobAsync<CompareLiveJob>((await first.ReadAsync<JobStarted>(HttpStatusCode.Accepted)).JobId);
        var quick = await JobAsync<CompareLiveJob>((await second.ReadAsync<JobStarted>(HttpStatusCode.Accepted)).JobId);
        Assert.Equal(("laptop", plan.Id, true, RepositoryAccess.Read), (whole.Site, whole.PlanId, whole.Details.Content, whole.RepositoryAccess));
        Assert.Equal(("office", null, false), (quick.Site, quick.PlanId, quick.Details.Content));
    }

    [Fact]
    public async Task With_and_without_content_are_two_jobs_and_twice_the_same_is_one()
    {
        var archive = await ArchiveAsync(await api.ReadyRepositoryAsync());
        var client = await api.AsAsync(Roles.Operator);
        var jobs = new List<Guid>();
        foreach (var content in new[] { true, false, true })
        {
            using var response = await client.PostJsonAsync($"/api/archives/{archive.Id}/compare", new CompareRequest { Content = content });
            jobs.Add((await response.ReadAsync<JobStarted>(HttpStatusCode.Accepted)).JobId);
        }

        Assert.Equal((jobs[0], 2), (jobs[2], jobs.Distinct().Count()));
    }

    private async Task<Archive> ArchiveAsync(Guid repositoryId, Guid? planId = null)
    {
        var archive = new Archive
        {
            RepositoryId = repositoryId, PlanId = planId, Name = $"archive-{Guid.NewGuid():N}", BorgId = $"{Guid.NewGuid():N}{Guid.NewGuid():N}", StartedAt = api.Clock.GetUtcNow(),
        };
        await api.InDatabaseAsync(db =>
        {
            db.Archives.Add(archive);
            return db.SaveChangesAsync();
        });
        return archive;
    }

    private Task<TJob> JobAsync<TJob>(Guid id)
        where TJob : Job => api.InDatabaseAsync(db => db.Jobs.OfType<TJob>().AsNoTracking().SingleAsync(job => job.Id == id));
}
