using System.Net;
using System.Text.Json;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Hooks;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Core.Hooks;
using BorgUi.Core.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.Api.Tests.Plans;

public sealed class HookTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private const string Secret = "a-token-nobody-may-read";

    [Fact]
    public async Task Hooks_are_stored_in_their_order_with_their_defaults()
    {
        var plan = await PlanAsync(
            new() { Name = "stop database", When = HookMoment.Before, Command = ["systemctl", "stop", "database"] },
            new() { Name = "tell", When = HookMoment.After, RunOn = HookRunOn.Failure, Http = new() { Url = "https://example.org/hook" }, TimeoutSeconds = 10 });

        Assert.Equal(["stop database", "tell"], plan.Hooks.Select(hook => hook.Name));
        var (stop, tell) = (plan.Hooks[0], plan.Hooks[1]);
        Assert.Equal((HookSubject.Backup, null, HookFailurePolicy.Stop, 300, false), (stop.Around, stop.RunOn, stop.OnFailure, stop.TimeoutSeconds, stop.HasSecret));
        Assert.Equal(["systemctl", "stop", "database"], stop.Command);
        Assert.Equal((HookRunOn.Failure, null, null, "POST", 10), (tell.RunOn, tell.OnFailure, tell.Command, tell.Http!.Method, tell.TimeoutSeconds));
    }

    [Theory]
    [InlineData("""[null]""", "hooks[0].command", "hooks[0].name", "hooks[0].when")]
    [InlineData("""[{"name":"x","when":"sometimes","command":["true"]}]""", "hooks[0].when")]
    [InlineData("""[{"name":"x","when":"before"}]""", "hooks[0].command")]
    [InlineData("""[{"name":"x","when":"before","command":["bin/relative"]}]""", "hooks[0].command")]
    [InlineData("""[{"name":"x","when":"before","command":[" "]}]""", "hooks[0].command")]
    [InlineData("""[{"name":"x","when":"before","command":["true","a\u0000b"]}]""", "hooks[0].command")]
    [InlineData("""[{"name":"x","when":"before","command":["true"],"http":{"url":"http://a"}}]""", "hooks[0].command")]
    [InlineData("""[{"name":"x","when":"before","http":{"url":"ftp://a/b"}}]""", "hooks[0].http.url")]
    [InlineData("""[{"name":"x","when":"before","http":{"url":"http://me:secret@a/b"}}]""", "hooks[0].http.url")]
    [InlineData("""[{"name":"x","when":"before","http":{"url":"http://a","method":"DELETE"}}]""", "hooks[0].http.method")]
    [InlineData("""[{"name":"x","when":"before","http":{"url":"http://a","method":"GET","body":"x"}}]""", "hooks[0].http.body")]
    [InlineData("""[{"name":"x","when":"before","command":["true"],"run_on":"success"}]""", "hooks[0].run_on")]
    [InlineData("""[{"name":"x","when":"after","command":["true"],"on_failure":"continue"}]""", "hooks[0].on_failure")]
    [InlineData("""[{"name":"x","when":"after","command":["true"],"timeout_seconds":0}]""", "hooks[0].timeout_seconds")]
    [InlineData("""[{"name":"x","when":"after","command":["true"],"secret":"short"}]""", "hooks[0].secret")]
    [InlineData("""[{"name":"x","when":"after","command":["true"],"secret":"line one\nline two"}]""", "hooks[0].secret")]
    [InlineData("""[{"name":"x","when":"after","command":["true"]},{"name":"X","when":"after","command":["true"]}]""", "hooks[1].name")]
    [InlineData("""[{"id":"00000000-0000-0000-0000-000000000001","name":"x","when":"after","command":["true"]}]""", "hooks[0].id")]
    public async Task Bad_hooks_are_named_by_their_place_and_field(string hooks, params string[] fields)
    {
        var json = $$"""{"name":"bad hooks","repository_id":"{{await api.ReadyRepositoryAsync()}}","sources":["/a"],"hooks":{{hooks}}}""";
        using var response = await (await api.AsAsync(Roles.Admin)).SendJsonAsync(HttpMethod.Post, "/api/plans", json);

        Assert.Equal(fields, await response.ReadErrorFieldsAsync());
    }

    [Fact]
    public async Task Only_an_admin_can_set_them_and_an_operator_can_change_the_rest_of_the_plan()
    {
        var plan = await PlanAsync(new HookRequest { Name = "stop", When = HookMoment.Before, Command = ["true"] });
        var client = await api.AsAsync(Roles.Operator);
        var unchanged = JsonSerializer.SerializeToElement(plan.Hooks, HttpJson.Options);

        using var leftOut = await SaveAsync(client, plan, new { name = $"{plan.Name} b", repository_id = plan.RepositoryId, sources = new[] { "/b" } });
        using var sentBack = await SaveAsync(client, plan, new { name = $"{plan.Name} c", repository_id = plan.RepositoryId, sources = new[] { "/c" }, hooks = unchanged });
        using var removed = await SaveAsync(client, plan, new { name = plan.Name, repository_id = plan.RepositoryId, sources = new[] { "/d" }, hooks = Array.Empty<object>() });
        using var made = await client.PostJsonAsync("/api/plans", Plan(plan.RepositoryId, new HookRequest { Name = "x", When = HookMoment.Before, Command = ["true"] }));

        Assert.Equal(plan.Hooks[0].Id, Assert.Single((await leftOut.ReadAsync<PlanResponse>(HttpStatusCode.OK)).Hooks).Id);
        Assert.Equal("/c", Assert.Single((await sentBack.ReadAsync<PlanResponse>(HttpStatusCode.OK)).Sources));
        foreach (var refused in (HttpResponseMessage[])[removed, made])
        {
            var problem = await refused.ReadProblemAsync(HttpStatusCode.Forbidden);
            Assert.Contains("Only an admin", problem.GetProperty("title").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_plan_with_hooks_is_moved_to_another_machine_by_an_admin_only()
    {
        var plan = await PlanAsync(new HookRequest { Name = "stop", When = HookMoment.Before, Command = ["true"] });
        await api.InDatabaseAsync(db => db.Repositories.Where(row => row.Id == plan.RepositoryId)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Location, $"ssh://server/{Guid.NewGuid():N}")));
        var moved = new { name = plan.Name, repository_id = plan.RepositoryId, sources = new[] { "/a" }, site = "elsewhere" };

        using var refused = await SaveAsync(await api.AsAsync(Roles.Operator), plan, moved);
        using var done = await SaveAsync(await api.AsAsync(Roles.Admin), plan, moved);

        await refused.ReadProblemAsync(HttpStatusCode.Forbidden);
        Assert.Equal("elsewhere", (await done.ReadAsync<PlanResponse>(HttpStatusCode.OK)).Site);
    }

    [Fact]
    public async Task A_secret_is_sealed_never_comes_back_and_stays_until_it_is_emptied()
    {
        var hook = new HookRequest { Name = "tell", When = HookMoment.After, Http = new() { Url = "https://example.org/" }, Secret = Secret };
        var plan = await PlanAsync(hook);
        var client = await api.AsAsync(Roles.Admin);
        var sent = hook with { Id = plan.Hooks[0].Id, Secret = null, Name = "tell all" };

        using var changed = await SaveAsync(client, plan, Plan(plan.RepositoryId, sent));
        var text = await changed.Content.ReadAsStringAsync();
        var stored = await StoredAsync(plan.Id);
        using var emptied = await SaveAsync(client, plan, Plan(plan.RepositoryId, sent with { Secret = "" }));

        Assert.Contains("\"has_secret\":true", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.Equal(Secret, api.Services.GetRequiredService<SecretBox>().Open(stored.SealedSecret!, PlanHook.SecretPurpose(stored.Id)));
        Assert.False(Assert.Single((await emptied.ReadAsync<PlanResponse>(HttpStatusCode.OK)).Hooks).HasSecret);
    }

    [Fact]
    public async Task A_job_takes_the_hooks_around_it_with_it_so_that_an_edit_changes_only_the_next()
    {
        var plan = await PlanAsync(
            new() { Name = "around a backup", When = HookMoment.Before, Command = ["true"] },
            new() { Name = "around a restore", When = HookMoment.Before, Around = HookSubject.Restore, Command = ["true"] });
        var client = await api.AsAsync(Roles.Admin);
        using var started = await client.PostJsonAsync("/api/backup/run", new { plan_id = plan.Id });
        var jobId = (await started.ReadAsync<JobStarted>(HttpStatusCode.Accepted)).JobId;

        using var changed = await SaveAsync(client, plan, Plan(plan.RepositoryId));

        Assert.Empty((await changed.ReadAsync<PlanResponse>(HttpStatusCode.OK)).Hooks);
        var job = await api.InDatabaseAsync(db => db.Jobs.AsNoTracking().SingleAsync(row => row.Id == jobId));
        Assert.Equal("around a backup", Assert.Single(job.Hooks).Name);
    }

    private static SavePlanRequest Plan(Guid repositoryId, params HookRequest[] hooks) =>
        new() { Name = $"plan {Guid.NewGuid():N}", RepositoryId = repositoryId, Sources = ["/srv/data"], Hooks = hooks };

    private async Task<PlanResponse> PlanAsync(params HookRequest[] hooks)
    {
        using var response = await (await api.AsAsync(Roles.Admin)).PostJsonAsync("/api/plans", Plan(await api.ReadyRepositoryAsync(), hooks));
        return await response.ReadAsync<PlanResponse>(HttpStatusCode.Created);
    }

    private static Task<HttpResponseMessage> SaveAsync(HttpClient client, PlanResponse plan, object request) =>
        client.SendJsonAsync(HttpMethod.Put, $"/api/plans/{plan.Id}", JsonSerializer.Serialize(request, HttpJson.Options));

    private Task<PlanHook> StoredAsync(Guid planId) =>
        api.InDatabaseAsync(async db => Assert.Single((await db.Plans.AsNoTracking().SingleAsync(plan => plan.Id == planId)).Hooks));
}
