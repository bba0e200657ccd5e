using System.Net;
using System.Text;
using BorgUi.Contracts;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Repositories;
using BorgUi.Core.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.Api.Tests.Repositories;

public sealed class RepositoryTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private const string KnownHost = "[nas.example]:2222 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";

    [Fact]
    public async Task Creating_stores_the_repository_seals_its_secrets_and_starts_the_job()
    {
        using var response = await PostAsync(new { name = " NAS ", location = "/backups//nas/./x/", passphrase = "s3cret", encryption = "repokey" });

        var started = await response.ReadAsync<RepositoryStarted>(HttpStatusCode.Accepted);
        Assert.Equal($"/api/jobs/{started.JobId}", response.Headers.Location?.OriginalString);
        var client = await api.AsAsync(Roles.Viewer);
        var repository = await client.GetAsync<RepositoryResponse>($"/api/repositories/{started.RepositoryId}");
        Assert.Equal(("NAS", "/backups/nas/x", "repokey", RepositoryState.Creating), (repository.Name, repository.Location, repository.Encryption, repository.State));
        Assert.Equal((RecoveryKitState.Missing, 0, 0), (repository.RecoveryKit, repository.ArchiveCount, repository.PlanCount));
        var job = await client.GetAsync<JobResponse>($"/api/jobs/{started.JobId}");
        Assert.Equal((JobType.CreateRepository, JobStatus.Pending), (job.JobType, job.Status));
        var stored = await api.InDatabaseAsync(db => db.Repositories.Where(row => row.Id == started.RepositoryId).Select(row => row.SealedPassphrase).SingleAsync());
        Assert.Equal("s3cret", api.Services.GetRequiredService<SecretBox>().Open(stored!, RepositorySecret.Passphrase(started.RepositoryId)));
        Assert.DoesNotContain("s3cret", Encoding.UTF8.GetString(stored!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Importing_needs_no_encryption_and_takes_a_keyfile()
    {
        using var response = await PostAsync(new
        {
            name = "imported", location = "ssh://backup@nas.example:2222/./borg", create = false, passphrase = "p",
            known_hosts = KnownHost + "\r\n# comment\n", keyfile = $"BORG_KEY {new string('a', 64)}\naGVsbG8=\n",
        });

        var started = await response.ReadAsync<RepositoryStarted>(HttpStatusCode.Accepted);
        var stored = await api.InDatabaseAsync(db => db.Repositories.SingleAsync(row => row.Id == started.RepositoryId));
        Assert.Equal((null, "ssh://backup@nas.example:2222/./borg", KnownHost + "\n"), (stored.Encryption, stored.Location, stored.KnownHosts));
        Assert.NotNull(stored.SealedKeyfile);
        var job = await (await api.AsAsync(Roles.Viewer)).GetAsync<JobResponse>($"/api/jobs/{started.JobId}");
        Assert.Equal(JobType.ImportRepository, job.JobType);
    }

    [Fact]
    public async Task A_name_or_a_location_that_is_taken_is_a_conflict_of_that_field()
    {
        await PostAsync(new { name = "taken", location = "/taken", encryption = "none" });

        using var sameName = await PostAsync(new { name = "taken", location = "/free", encryption = "none" });
        using var sameLocation = await PostAsync(new { name = "free", location = "/taken/", encryption = "none" });

        Assert.Equal(["name"], await sameName.ReadErrorFieldsAsync(HttpStatusCode.Conflict));
        Assert.Equal(["location"], await sameLocation.ReadErrorFieldsAsync(HttpStatusCode.Conflict));
    }

    [Theory]
    [InlineData("""{}""", "location", "name", "passphrase")]
    [InlineData("""{"name":"a","location":"relative","encryption":"none"}""", "location")]
    [InlineData("""{"name":"a","location":"/","encryption":"none"}""", "location")]
    [InlineData("""{"name":"a","location":"/x/../etc","encryption":"none"}""", "location")]
    [InlineData("""{"name":"a","location":"/x\ny","encryption":"none"}""", "location")]
    [InlineData("""{"name":"a","location":"/x","encryption":"none","passphrase":"p"}""", "passphrase")]
    [InlineData("""{"name":"a","location":"/x","encryption":"rot13","passphrase":"p"}""", "encryption")]
    [InlineData("""{"name":"a","location":"/x","encryption":"authenticated"}""", "passphrase")]
    [InlineData("""{"name":"<script>alert(1)</script>","location":"/x","encryption":"none"}""", "name")]
    [InlineData("""{"name":"a\u0000b","location":"/x","encryption":"none"}""", "name")]
    [InlineData("""{"name":"a","location":"/x","encryption":"none","site":"a b"}""", "site")]
    [InlineData("""{"name":"a","location":"ssh://h/x","encryption":"none"}""", "known_hosts")]
    [InlineData("""{"name":"a","location":"ssh://h/x","encryption":"none","known_hosts":"nonsense"}""", "known_hosts")]
    [InlineData("""{"name":"a","location":"/x","encryption":"none","known_hosts":"h ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"}""", "known_hosts")]
    [InlineData("""{"name":"a","location":"/x","encryption":"none","ssh_private_key":"x"}""", "ssh_private_key")]
    [InlineData("""{"name":"a","location":"/x","encryption":"none","keyfile":"BORG_KEY x"}""", "keyfile")]
    [InlineData("""{"name":7,"location":"/x","encryption":"none"}""", "name")]
    public async Task Bad_fields_are_named(string json, params string[] fields)
    {
        using var response = await (await api.AsAsync(Roles.Operator)).SendJsonAsync(HttpMethod.Post, "/api/repositories", json);

        var named = await response.ReadErrorFieldsAsync();
        Assert.Equal(fields, named.Intersect(fields));
    }

    [Fact]
    public async Task An_update_changes_what_is_given_and_nothing_else()
    {
        var id = await api.ReadyRepositoryAsync();
        var before = await SealedPassphraseAsync(id);
        var client = await api.AsAsync(Roles.Operator);

        using var renamed = await client.SendJsonAsync(HttpMethod.Patch, $"/api/repositories/{id}", """{"name":"renamed"}""");
        Assert.Equal("renamed", (await renamed.ReadAsync<RepositoryResponse>(HttpStatusCode.OK)).Name);
        Assert.Equal(before, await SealedPassphraseAsync(id));

        using var changed = await client.SendJsonAsync(HttpMethod.Patch, $"/api/repositories/{id}", """{"passphrase":"another one"}""");
        Assert.Equal("renamed", (await changed.ReadAsync<RepositoryResponse>(HttpStatusCode.OK)).Name);
        Assert.Equal("another one", api.Services.GetRequiredService<SecretBox>().Open((await SealedPassphraseAsync(id))!, RepositorySecret.Passphrase(id)));

        using var refused = await client.SendJsonAsync(HttpMethod.Patch, $"/api/repositories/{id}", """{"name":"","known_hosts":"x"}""");
        Assert.Equal(["known_hosts", "name"], (await refused.ReadErrorFieldsAsync()).Distinct());
        using var unknown = await client.SendJsonAsync(HttpMethod.Patch, $"/api/repositories/{Guid.NewGuid()}", "{}");
        await unknown.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Is_forgotten_only_when_neither_plan_nor_job_needs_it()
    {
        var started = await api.CreateRepositoryAsync();
        var admin = await api.AsAsync(Roles.Admin);
        var address = $"/api/repositories/{started.RepositoryId}";
        using var withJob = await admin.RemoveAsync(address);
        await withJob.ReadProblemAsync(HttpStatusCode.Conflict);
        await admin.PostAsync($"/api/jobs/{started.JobId}/cancel");
        var plan = await api.PlanAsync(started.RepositoryId);
        using var withPlan = await admin.RemoveAsync(address);
        await withPlan.ReadProblemAsync(HttpStatusCode.Conflict);
        await admin.RemoveAsync($"/api/plans/{plan.Id}");

        using var gone = await admin.RemoveAsync(address);
        using var again = await admin.RemoveAsync(address);

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (gone.StatusCode, again.StatusCode));
        Assert.Null((await admin.GetAsync<JobResponse>($"/api/jobs/{started.JobId}")).RepositoryId);
    }

    [Fact]
    public async Task A_sync_is_one_job_however_often_it_is_asked_for()
    {
        var id = await api.ReadyRepositoryAsync();
        var client = await api.AsAsync(Roles.Operator);

        using var first = await client.PostAsync($"/api/repositories/{id}/sync");
        using var second = await client.PostAsync($"/api/repositories/{id}/sync");
        using var all = await client.PostAsync("/api/sync-repositories");
        using var archives = await client.PostAsync("/api/sync-archives");

        Assert.Equal((await first.ReadAsync<JobStarted>(HttpStatusCode.Accepted)).JobId, (await second.ReadAsync<JobStarted>(HttpStatusCode.Accepted)).JobId);
        Assert.Equal((await all.ReadAsync<JobStarted>(HttpStatusCode.Accepted)).JobId, (await archives.ReadAsync<JobStarted>(HttpStatusCode.Accepted)).JobId);
        var creating = await api.CreateRepositoryAsync();
        using var tooEarly = await client.PostAsync($"/api/repositories/{creating.RepositoryId}/sync");
        await tooEarly.ReadProblemAsync(HttpStatusCode.Conflict);
        using var unknown = await client.PostAsync($"/api/repositories/{Guid.NewGuid()}/sync");
        await unknown.ReadProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(RepositoryState.Error)]
    [InlineData(RepositoryState.Unreachable)]
    [InlineData(RepositoryState.Creating)]
    public async Task One_that_never_came_to_be_is_created_by_the_next_try(RepositoryState state)
    {
        var id = await api.ReadyRepositoryAsync();
        await api.InDatabaseAsync(db => db.Repositories.Where(row => row.Id == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.State, state)));
        var client = await api.AsAsync(Roles.Operator);

        using var first = await client.PostAsync($"/api/repositories/{id}/sync");
        var started = await first.ReadAsync<JobStarted>(HttpStatusCode.Accepted);

        Assert.Equal(JobType.CreateRepository, (await client.GetAsync<JobResponse>($"/api/jobs/{started.JobId}")).JobType);
    }

    [Fact]
    public async Task Are_listed_by_name_page_by_page_and_found_by_part_of_it()
    {
        foreach (var name in new[] { "zz list c", "zz list a", "zz list b", "zz list d" })
        {
            await api.ReadyRepositoryAsync(name);
        }

        var client = await api.AsAsync(Roles.Viewer);
        var first = await client.GetAsync<Page<RepositoryResponse>>("/api/repositories?search=Z LIST&limit=3");
        var second = await client.GetAsync<Page<RepositoryResponse>>($"/api/repositories?search=Z LIST&limit=3&cursor={first.Next}");

        Assert.Equal(["zz list a", "zz list b", "zz list c", "zz list d"], first.Items.Concat(second.Items).Select(repository => repository.Name));
        Assert.Equal((4, 4, null), (first.Total, second.Total, second.Next));
    }

    private async Task<HttpResponseMessage> PostAsync(object request) => await (await api.AsAsync(Roles.Operator)).PostJsonAsync("/api/repositories", request);

    private Task<byte[]?> SealedPassphraseAsync(Guid id) =>
        api.InDatabaseAsync(db => db.Repositories.Where(row => row.Id == id).Select(row => row.SealedPassphrase).SingleAsync());
}
