using System.Net;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Hooks;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Core.Archives;
using BorgUi.Core.Jobs;
using BorgUi.Core.Workers;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Tests.Archives;

/// <summary>At which site a restore is done, and which sites cannot do it.</summary>
public sealed class RestoreSiteTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private readonly string _home = $"home-{Guid.NewGuid():N}";
    private readonly string _other = $"other-{Guid.NewGuid():N}";

    [Fact]
    public async Task Another_site_with_a_worker_does_it_also_one_that_is_away_now_and_is_another_job()
    {
        var archive = await ArchiveAsync(onServer: true);
        await AddWorkerAsync(_other, silentFor: TimeSpan.FromDays(2));
        var client = await api.AsAsync(Roles.Operator);

        var here = await StartAsync(client, archive, site: null);
        var there = await StartAsync(client, archive, _other);
        var again = await StartAsync(client, archive, _other);

        Assert.NotEqual(here.JobId, there.JobId);
        Assert.Equal(there.JobId, again.JobId);
        var (first, second) = (await client.GetAsync<JobResponse>($"/api/jobs/{here.JobId}"), await client.GetAsync<JobResponse>($"/api/jobs/{there.JobId}"));
        Assert.Equal((_home, _other), (first.Site, second.Site));
        Assert.Equal($"No worker for site {_other} is running.", second.WaitingReason);
        Assert.Equal(_other, second.Request!.Value.GetProperty("site").GetString());
    }

    [Fact]
    public async Task A_cancelled_one_is_done_again_at_its_site()
    {
        var archive = await ArchiveAsync(onServer: true);
        await AddWorkerAsync(_other);
        var client = await api.AsAsync(Roles.Operator);
        var cancelled = await StartAsync(client, archive, _other);
        using var cancel = await client.PostAsync($"/api/jobs/{cancelled.JobId}/cancel");

        using var retry = await client.PostAsync($"/api/jobs/{cancelled.JobId}/start");

        var started = await retry.ReadAsync<JobStarted>(HttpStatusCode.Accepted);
        Assert.NotEqual(cancelled.JobId, started.JobId);
        Assert.Equal(_other, (await client.GetAsync<JobResponse>($"/api/jobs/{started.JobId}")).Site);
    }

    [Fact]
    public async Task A_folder_is_restored_at_its_own_site_only()
    {
        var archive = await ArchiveAsync(onServer: false);
        await AddWorkerAsync(_other);

        Assert.Contains($"is a folder on site {_home}, which another site cannot reach", await RefusalAsync(archive, _other), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_that_no_worker_serves_is_refused_and_the_others_are_named()
    {
        var archive = await ArchiveAsync(onServer: true);
        await AddWorkerAsync(_other);

        var words = await RefusalAsync(archive, $"{_other}-mistyped");

        Assert.StartsWith($"No worker serves the site {_other}-mistyped. Workers serve ", words, StringComparison.Ordinal);
        Assert.Contains(_other, words.Split("Workers serve")[1], StringComparison.Ordinal);
        Assert.Contains("1 to 64 letters", await RefusalAsync(archive, "a site"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_file_that_only_its_worker_has_must_be_exported_first()
    {
        var archive = await ArchiveAsync(onServer: true);
        await AddWorkerAsync(_other);
        await api.InDatabaseAsync(db => db.Repositories.Where(row => row.Id == archive.RepositoryId).ExecuteUpdateAsync(set => set.SetProperty(row => row.Encryption, "keyfile-blake2")));

        Assert.Contains("Export the key once", await RefusalAsync(archive, _other), StringComparison.Ordinal);

        await api.InDatabaseAsync(db => db.Repositories.Where(row => row.Id == archive.RepositoryId).ExecuteUpdateAsync(set => set.SetProperty(row => row.SealedKeyExport, [1])));
        await StartAsync(await api.AsAsync(Roles.Operator), archive, _other);
    }

    [Fact]
    public async Task Hooks_stay_at_the_site_of_their_plan_and_the_answer_says_so()
    {
        var archive = await ArchiveAsync(onServer: true);
        await AddWorkerAsync(_other);
        await AddPlanWithHookAsync(archive);
        var client = await api.AsAsync(Roles.Operator);

        var here = await StartAsync(client, archive, _home);
        var there = await StartAsync(client, archive, _other);
        var dryRun = await StartAsync(client, archive, _other, dryRun: true);

        Assert.Equal("stop database", Assert.Single((await JobAsync(here)).Hooks).Name);
        Assert.Empty((await JobAsync(there)).Hooks);
        Assert.EndsWith($"The plan's hooks around a restore are not run: they belong to the machine of site {_home}.", there.Message, StringComparison.Ordinal);
        Assert.All([here, dryRun], started => Assert.DoesNotContain("hooks", started.Message, StringComparison.Ordinal));
    }

    private static async Task<JobStarted> StartAsync(HttpClient client, Archive archive, string? site, bool dryRun = false)
    {
        using var response = await client.PostJsonAsync($"/api/archives/{archive.Id}/restore", new RestoreRequest { Destination = "/restore", Site = site, DryRun = dryRun });
        return await response.ReadAsync<JobStarted>(HttpStatusCode.Accepted);
    }

    private async Task<string> RefusalAsync(Archive archive, string site)
    {
        using var response = await (await api.AsAsync(Roles.Operator)).PostJsonAsync($"/api/archives/{archive.Id}/restore", new RestoreRequest { Destination = "/restore", Site = site });
        var problem = await response.ReadProblemAsync(HttpStatusCode.BadRequest);
        return Assert.Single(problem.GetProperty("errors").GetProperty("site").EnumerateArray()).GetString()!;
    }

    private async Task<RestoreJob> JobAsync(JobStarted started) =>
        (RestoreJob)await api.InDatabaseAsync(db => db.Jobs.AsNoTracking().SingleAsync(job => job.Id == started.JobId));

    private async Task AddWorkerAsync(string site, TimeSpan silentFor = default) => await api.InDatabaseAsync(db =>
    {
        var heard = api.Clock.GetUtcNow() - silentFor;
        db.Workers.Add(new() { Name = "host/1", HostId = "host", ProcessId = 1, Sites = [site], Slots = 2, StartedAt = heard, HeartbeatAt = heard });
        return db.SaveChangesAsync();
    });

    private async Task AddPlanWithHookAsync(Archive archive)
    {
        using var response = await (await api.AsAsync(Roles.Admin)).PostJsonAsync("/api/plans", new SavePlanRequest
        {
            Name = $"plan {Guid.NewGuid():N}",
            RepositoryId = archive.RepositoryId,
            Sources = ["/srv/data"],
            Hooks = [new() { Name = "stop database", When = HookMoment.Before, Around = HookSubject.Restore, Command = ["true"] }],
        });
        var plan = await response.ReadAsync<PlanResponse>(HttpStatusCode.Created);
        await api.InDatabaseAsync(db => db.Archives.Where(row => row.Id == archive.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.PlanId, plan.Id)));
    }

    private async Task<Archive> ArchiveAsync(bool onServer)
    {
        var archive = new Archive
        {
            RepositoryId = await api.ReadyRepositoryAsync(site: _home), Name = "archive", BorgId = Guid.NewGuid().ToString("N"), StartedAt = api.Clock.GetUtcNow(),
        };
        await api.InDatabaseAsync(async db =>
        {
            if (onServer)
            {
                await db.Repositories.Where(row => row.Id == archive.RepositoryId)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.Location, $"ssh://server/{archive.RepositoryId:N}"));
            }

            db.Archives.Add(archive);
            await db.SaveChangesAsync();
        });
        return archive;
    }
}
