using System.Net;
using BorgUi.Contracts;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using BorgUi.Contracts.Signals;
using BorgUi.Core.Archives;
using BorgUi.Core.Jobs;
using BorgUi.Core.Signals;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Tests.Signals;

public sealed class PlanBackupTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Somebody_looks_at_what_is_unusual_and_the_prune_waits_no_more()
    {
        var plan = await api.PlanAsync(await api.ReadyRepositoryAsync());
        var archives = await BackUpAsync(plan, 900, 900, 900, 900, 900, 900, 400, 30);
        var prune = await PruneAsync(plan);

        Assert.Equal([archives[7], archives[6]], (await UnusualAsync(plan)).Select(backup => backup.ArchiveId));
        Assert.Contains($"unusual backup of {plan.Name}", (await JobAsync(prune)).WaitingReason, StringComparison.Ordinal);
        Assert.Equal([new(plan.Id, plan.Name)], await HoldersAsync(plan));

        await LookAsync(plan, new { archive_id = archives[6] });
        Assert.Equal(archives[7], Assert.Single(await UnusualAsync(plan)).ArchiveId);

        await LookAsync(plan, new { });
        Assert.Empty(await UnusualAsync(plan));
        Assert.Empty(await HoldersAsync(plan));
        Assert.DoesNotContain("unusual", (await JobAsync(prune)).WaitingReason ?? "", StringComparison.Ordinal);
        var all = await BackupsAsync(plan, "?limit=3");
        Assert.Equal((3, 8, (string?)Roles.Operator), (all.Items.Count, all.Total, all.Items[0].LookedBy));
        Assert.Equal("370 of 400 files are gone; usually 0.", all.Items[0].Signals![0].Words);
        Assert.Equal(archives[4], (await BackupsAsync(plan, $"?cursor={all.Next}")).Items[0].ArchiveId);
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_looked_at()
    {
        var client = await api.AsAsync(Roles.Operator);
        var plan = await api.PlanAsync(await api.ReadyRepositoryAsync());
        var others = await BackUpAsync(await api.PlanAsync(await api.ReadyRepositoryAsync()), 1);

        using var other = await client.PostJsonAsync($"/api/plans/{plan.Id}/looked", new { archive_id = others[0] });
        using var unknown = await client.PostJsonAsync($"/api/plans/{Guid.NewGuid()}/looked", new { });
        using var list = await client.GetAsync($"/api/plans/{Guid.NewGuid()}/backups");

        Assert.All([other, unknown, list], answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
    }

    [Fact]
    public async Task A_repository_tells_how_it_grows_and_when_its_disk_is_full()
    {
        var plan = await api.PlanAsync(await api.ReadyRepositoryAsync());
        var noon = new DateTimeOffset(api.Clock.GetUtcNow().UtcDateTime.Date.AddHours(12), TimeSpan.Zero);
        for (var day = 0; day < 20; day++)
        {
            // Two backups a day: the later one counts.
            await BackUpAsync(plan, noon.AddDays(day - 20), files: 10, stored: 1);
            await BackUpAsync(plan, noon.AddDays(day - 20).AddHours(1), files: 10, stored: 1000 + (100 * day));
        }

        await api.InDatabaseAsync(db => db.Repositories.Where(row => row.Id == plan.RepositoryId)
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.FreeBytes, 3000).SetProperty(it => it.TotalBytes, 9000).SetProperty(it => it.SpaceMeasuredAt, noon)));

        var growth = await (await api.AsAsync(Roles.Viewer)).GetAsync<RepositoryGrowth>($"/api/repositories/{plan.RepositoryId}/growth");

        Assert.Equal(Enumerable.Range(0, 20).Select(day => 1000L + (100 * day)), growth.Points.Select(point => point.StoredSize));
        Assert.Equal(100, growth.BytesPerDay);
        Assert.Equal(noon.AddDays(30), growth.FullAt!.Value, TimeSpan.FromMinutes(1));
    }

    private async Task<List<Guid>> BackUpAsync(PlanResponse plan, params long[] files)
    {
        var archives = new List<Guid>();
        foreach (var (day, count) in files.Index())
        {
            archives.Add(await BackUpAsync(plan, Start.AddDays(day), count, stored: 1));
        }

        return archives;
    }

    private async Task<Guid> BackUpAsync(PlanResponse plan, DateTimeOffset at, long files, long stored)
    {
        var archive = new Archive
        {
            RepositoryId = plan.RepositoryId, PlanId = plan.Id, Name = $"at {at:O}", BorgId = Guid.NewGuid().ToString("N"), StartedAt = at,
            FileCount = files, OriginalSizeBytes = 1, CompressedSizeBytes = 1, DeduplicatedSizeBytes = 1,
        };
        await api.InDatabaseAsync(async db =>
        {
            db.Archives.Add(archive);
            await db.AddFiguresAsync(archive, stored, default);
            await db.SaveChangesAsync();
        });
        return archive.Id;
    }

    private async Task<Guid> PruneAsync(PlanResponse plan)
    {
        var job = PruneJob.Of(plan.RepositoryId, "nowhere", new() { KeepLast = 1, PlanId = plan.Id }, api.Clock.GetUtcNow());
        await api.InDatabaseAsync(db => JobQueue.EnqueueAsync(db, job, default));
        return job.Id;
    }

    private async Task LookAsync(PlanResponse plan, object request)
    {
        using var answer = await (await api.AsAsync(Roles.Operator)).PostJsonAsync($"/api/plans/{plan.Id}/looked", request);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private async Task<JobResponse> JobAsync(Guid id) => await (await api.AsAsync(Roles.Viewer)).GetAsync<JobResponse>($"/api/jobs/{id}");

    private async Task<IReadOnlyList<HoldingPlan>> HoldersAsync(PlanResponse plan) =>
        (await (await api.AsAsync(Roles.Viewer)).GetAsync<RepositoryResponse>($"/api/repositories/{plan.RepositoryId}")).PrunesHeldBy;

    private async Task<IReadOnlyList<BackupFiguresResponse>> UnusualAsync(PlanResponse plan) => (await BackupsAsync(plan, "?unusual=true")).Items;

    private async Task<Page<BackupFiguresResponse>> BackupsAsync(PlanResponse plan, string query) =>
        await (await api.AsAsync(Roles.Viewer)).GetAsync<Page<BackupFiguresResponse>>($"/api/plans/{plan.Id}/backups{query}");
}
