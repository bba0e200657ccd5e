using System.Net;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Retention;
using BorgUi.Core.Archives;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Tests.Repositories;

public sealed class PrunePreviewTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    [Fact]
    public async Task Says_of_each_archive_what_the_rules_of_the_plan_do_and_why()
    {
        var (repository, plan) = await PlanAsync(new() { KeepLast = 2 });
        await AddAsync(Day(repository, plan, 1), Day(repository, plan, 2), Day(repository, plan, 3), Day(repository, null, 4), Day(repository, plan, 5));
        await api.InDatabaseAsync(db => db.Archives.Where(archive => archive.RepositoryId == repository && archive.Name == "day-1").ExecuteUpdateAsync(row => row.SetProperty(archive => archive.IsPinned, true)));

        var preview = await PreviewAsync(repository, new() { PlanId = plan });

        Assert.Equal(
            ["day-5 Keep secondly #1", "day-4 Outside foreign", "day-3 Keep secondly #2", "day-2 Delete ", "day-1 Keep pinned"],
            preview.Archives.Select(archive => $"{archive.Name} {archive.Verdict} {archive.Reason}"));
        Assert.Equal((3, 1, null, KeepRules.DefaultTimeZone), (preview.Outcome.KeptCount, preview.Outcome.PrunedCount, preview.Outcome.Risk, preview.Outcome.Rules.TimeZone));
        Assert.Equal(100, preview.Outcome.FreedBytes);
        Assert.Null(preview.Against);
        Assert.Null(preview.Archives[0].AgainstVerdict);
    }

    [Fact]
    public async Task Compares_two_sets_of_rules_and_tells_which_wants_a_yes()
    {
        var (repository, plan) = await PlanAsync(new() { KeepDaily = 3 });
        await AddAsync([.. Enumerable.Range(1, 4).Select(day => Day(repository, plan, day))]);

        var preview = await PreviewAsync(repository, new() { PlanId = plan, Against = new() { KeepLast = 1, TimeZone = "Europe/Berlin" } });

        Assert.Equal((3, 1, null), (preview.Outcome.KeptCount, preview.Outcome.PrunedCount, preview.Outcome.Risk));
        Assert.Equal((1, 3, PruneRisk.DeletesMost), (preview.Against!.KeptCount, preview.Against.PrunedCount, preview.Against.Risk));
        Assert.Equal(["day-3", "day-2"], preview.Archives.Where(archive => archive.Verdict != archive.AgainstVerdict).Select(archive => archive.Name));
    }

    [Fact]
    public async Task Rules_that_are_not_there_yet_keep_nothing_and_say_so()
    {
        var (repository, plan) = await PlanAsync(null);
        await AddAsync(Day(repository, plan, 1));

        var preview = await PreviewAsync(repository, new() { PlanId = plan });

        Assert.Equal((0, 1, PruneRisk.KeepsNothing), (preview.Outcome.KeptCount, preview.Outcome.PrunedCount, preview.Outcome.Risk));
    }

    [Fact]
    public async Task An_unknown_repository_is_not_found()
    {
        using var response = await (await api.AsAsync(Roles.Viewer)).PostJsonAsync($"/api/repositories/{Guid.NewGuid()}/prune/preview", new PrunePreviewRequest());

        await response.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    private async Task<(Guid Repository, Guid Plan)> PlanAsync(KeepRules? retention)
    {
        var repository = await api.ReadyRepositoryAsync();
        var plan = await api.PlanAsync(new SavePlanRequest { RepositoryId = repository, Retention = retention });
        return (repository, plan.PlanId);
    }

    private async Task<PrunePreview> PreviewAsync(Guid repository, PrunePreviewRequest request)
    {
        using var response = await (await api.AsAsync(Roles.Viewer)).PostJsonAsync($"/api/repositories/{repository}/prune/preview", request);
        return await response.ReadAsync<PrunePreview>(HttpStatusCode.OK);
    }

    private async Task AddAsync(params Archive[] archives) => await api.InDatabaseAsync(db =>
    {
        db.Archives.AddRange(archives);
        return db.SaveChangesAsync();
    });

    private static Archive Day(Guid repository, Guid? plan, int day) => new()
    {
        RepositoryId = repository,
        PlanId = plan,
        Name = $"day-{day}",
        BorgId = Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N"),
        StartedAt = new(2026, 3, day, 12, 0, 0, TimeSpan.Zero),
        CompressedSizeBytes = 1000,
        DeduplicatedSizeBytes = day == 1 ? 1000 : 100,
    };
}
