using System.Net;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Tests;

/// <summary>Makes through the API what tests begin with.</summary>
public static class TestData
{
    public static async Task<RepositoryStarted> CreateRepositoryAsync(this ApiApplication api, string? name = null, string? site = null)
    {
        var unique = name ?? $"repository {Guid.NewGuid():N}";
        var client = await api.AsAsync(Roles.Operator);
        using var response = await client.PostJsonAsync("/api/repositories", new CreateRepositoryRequest
        {
            Name = unique,
            Location = $"/backups/{Guid.NewGuid():N}",
            Passphrase = "a passphrase",
            Site = site,
        });
        return await response.ReadAsync<RepositoryStarted>(HttpStatusCode.Accepted);
    }

    /// <summary>A repository whose creation has ended well, as a worker leaves it.</summary>
    public static async Task<Guid> ReadyRepositoryAsync(this ApiApplication api, string? name = null, string? site = null)
    {
        var started = await api.CreateRepositoryAsync(name, site);
        await api.InDatabaseAsync(async db =>
        {
            await db.Jobs.Where(job => job.Id == started.JobId).ExecuteDeleteAsync();
            await db.Repositories.Where(repository => repository.Id == started.RepositoryId)
                .ExecuteUpdateAsync(set => set.SetProperty(repository => repository.State, RepositoryState.Ready));
        });
        return started.RepositoryId;
    }

    public static Task<PlanResponse> PlanAsync(this ApiApplication api, Guid repositoryId, string? name = null) => api.PlanAsync(new SavePlanRequest
    {
        Name = name,
        RepositoryId = repositoryId,
    });

    /// <summary>A plan as given, with a name and a source if it has none.</summary>
    public static async Task<PlanResponse> PlanAsync(this ApiApplication api, SavePlanRequest plan)
    {
        var client = await api.AsAsync(Roles.Operator);
        using var response = await client.PostJsonAsync("/api/plans", plan with
        {
            Name = plan.Name ?? $"plan {Guid.NewGuid():N}",
            Sources = plan.Sources ?? ["/srv/data"],
        });
        return await response.ReadAsync<PlanResponse>(HttpStatusCode.Created);
    }

    /// <summary>A backup that waits, on a site that no other test uses.</summary>
    public static async Task<(Guid JobId, string Site)> PendingBackupAsync(this ApiApplication api)
    {
        var site = $"site-{Guid.NewGuid():N}";
        var plan = await api.PlanAsync(await api.ReadyRepositoryAsync(site: site));
        var client = await api.AsAsync(Roles.Operator);
        using var response = await client.PostJsonAsync("/api/backup/run", new { plan_id = plan.PlanId });
        return ((await response.ReadAsync<JobStarted>(HttpStatusCode.Accepted)).JobId, site);
    }
}
