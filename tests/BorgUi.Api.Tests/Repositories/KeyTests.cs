using System.Net;
using BorgUi.Contracts.Access;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Jobs;
using BorgUi.Core.Repositories;
using BorgUi.Core.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BorgUi.Api.Tests.Repositories;

public sealed class KeyTests(ApiApplication api) : IClassFixture<ApiApplication>
{
    private const string New = "a passphrase of tomorrow";

    [Fact]
    public async Task A_new_passphrase_waits_sealed_and_only_one_at_a_time()
    {
        var repositoryId = await api.ReadyRepositoryAsync();
        var admin = await api.AsAsync(Roles.Admin);

        using var accepted = await admin.PostJsonAsync(Change(repositoryId), new ChangePassphraseRequest { NewPassphrase = New });
        using var second = await admin.PostJsonAsync(Change(repositoryId), new ChangePassphraseRequest { NewPassphrase = "another one" });

        var started = await accepted.ReadAsync<JobStarted>(HttpStatusCode.Accepted);
        await second.ReadProblemAsync(HttpStatusCode.Conflict);
        var job = (ChangePassphraseJob)await api.InDatabaseAsync(db => db.Jobs.AsNoTracking().SingleAsync(job => job.Id == started.JobId));
        Assert.Equal(New, Secrets.Open(job.Details.SealedNewPassphrase, ChangePassphraseJob.Purpose(job.Id)));
        using var shown = await admin.ReadFromAsync($"/api/jobs/{started.JobId}");
        Assert.DoesNotContain(New, await shown.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_recovery_kit_has_the_secrets_for_admins_alone_and_is_asked_for_again_when_they_change()
    {
        var repositoryId = await api.ReadyRepositoryAsync();
        var admin = await api.AsAsync(Roles.Admin);
        var address = $"/api/repositories/{repositoryId}/recovery-kit";
        using var before = await admin.ReadFromAsync(address);
        await before.ReadProblemAsync(HttpStatusCode.Conflict);
        var (key, passphrase) = (Secrets.Seal("BORG_KEY 0f3a\nc2VjcmV0", RepositorySecret.KeyExport(repositoryId)), Secrets.Seal("it's $ecret", RepositorySecret.Passphrase(repositoryId)));
        await api.InDatabaseAsync(db => db.Repositories.Where(repository => repository.Id == repositoryId).ExecuteUpdateAsync(row => row
            .SetProperty(repository => repository.Encryption, "repokey-blake2")
            .SetProperty(repository => repository.SealedKeyExport, key).SetProperty(repository => repository.SealedPassphrase, passphrase)));

        await api.PlanAsync(new SavePlanRequest { Name = "me", RepositoryId = repositoryId, IncludesBorgui = true });

        using var fetched = await admin.ReadFromAsync(address);

        Assert.True(fetched.Headers.CacheControl?.NoStore);
        var kit = await fetched.ReadAsync<RecoveryKit>(HttpStatusCode.OK);
        Assert.Equal(("it's $ecret", "BORG_KEY 0f3a\nc2VjcmV0"), (kit.Passphrase, kit.Key));
        Assert.Contains("export BORG_PASSPHRASE='it'\\''s $ecret'", kit.Text, StringComparison.Ordinal);
        Assert.Contains("--glob-archives '*-me-*'", kit.Text, StringComparison.Ordinal);
        Assert.Equal(RecoveryKitState.Fetched, await KitStateAsync(repositoryId));

        using var changed = await admin.SendJsonAsync(HttpMethod.Patch, $"/api/repositories/{repositoryId}", """{"passphrase":"another one"}""");
        Assert.Equal(RecoveryKitState.Missing, (await changed.ReadAsync<RepositoryResponse>(HttpStatusCode.OK)).RecoveryKit);
        using var accepted = await admin.PostAsync($"{address}/accept-risk");
        Assert.Equal((HttpStatusCode.NoContent, RecoveryKitState.RiskAccepted), (accepted.StatusCode, await KitStateAsync(repositoryId)));
    }

    private async Task<RecoveryKitState> KitStateAsync(Guid repositoryId) =>
        (await (await api.AsAsync(Roles.Viewer)).GetAsync<RepositoryResponse>($"/api/repositories/{repositoryId}")).RecoveryKit;

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"new_passphrase":""}""")]
    [InlineData("""{"new_passphrase":"two\nlines"}""")]
    public async Task A_passphrase_that_cannot_be_is_refused(string body)
    {
        using var response = await (await api.AsAsync(Roles.Admin)).SendJsonAsync(HttpMethod.Post, Change(await api.ReadyRepositoryAsync()), body);

        Assert.Equal(["new_passphrase"], await response.ReadErrorFieldsAsync());
    }

    [Fact]
    public async Task An_exported_key_is_read_by_admins_and_not_kept_by_caches()
    {
        var repositoryId = await api.ReadyRepositoryAsync();
        var admin = await api.AsAsync(Roles.Admin);
        using var before = await admin.ReadFromAsync($"/api/repositories/{repositoryId}/key");
        await before.ReadProblemAsync(HttpStatusCode.NotFound);
        using var started = await admin.PostAsync($"/api/repositories/{repositoryId}/key/export");
        await started.ReadAsync<JobStarted>(HttpStatusCode.Accepted);
        var at = api.Clock.GetUtcNow();
        var seal = Secrets.Seal("BORG_KEY 0f3a", RepositorySecret.KeyExport(repositoryId));
        await api.InDatabaseAsync(db => db.Repositories.Where(repository => repository.Id == repositoryId).ExecuteUpdateAsync(row => row
            .SetProperty(repository => repository.SealedKeyExport, seal).SetProperty(repository => repository.KeyExportedAt, at)));

        using var after = await admin.ReadFromAsync($"/api/repositories/{repositoryId}/key");

        Assert.Equal("BORG_KEY 0f3a", (await after.ReadAsync<ExportedKey>(HttpStatusCode.OK)).Key);
        Assert.True(after.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task A_repository_without_encryption_has_no_key()
    {
        var repositoryId = await api.ReadyRepositoryAsync();
        await api.InDatabaseAsync(db => db.Repositories.Where(repository => repository.Id == repositoryId)
            .ExecuteUpdateAsync(row => row.SetProperty(repository => repository.Encryption, RepositoryEncryption.None)));
        var admin = await api.AsAsync(Roles.Admin);

        using var export = await admin.PostAsync($"/api/repositories/{repositoryId}/key/export");
        using var change = await admin.PostJsonAsync(Change(repositoryId), new ChangePassphraseRequest { NewPassphrase = New });

        await export.ReadProblemAsync(HttpStatusCode.Conflict);
        await change.ReadProblemAsync(HttpStatusCode.Conflict);
    }

    private SecretBox Secrets => api.Services.GetRequiredService<SecretBox>();

    private static string Change(Guid repositoryId) => $"/api/repositories/{repositoryId}/key/change-passphrase";
}
