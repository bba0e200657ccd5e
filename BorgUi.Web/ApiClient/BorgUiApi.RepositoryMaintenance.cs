using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Contracts.Retention;

namespace BorgUi.Web.ApiClient;

internal sealed partial class BorgUiApi
{
    public Task<ApiAnswer<JobStarted>> TestRepositoryAsync(Guid id, CancellationToken cancellationToken) =>
        PostAsync($"/api/repositories/{id}/test", ApiJson.Default.JobStarted, cancellationToken);

    public Task<ApiAnswer<JobStarted>> CheckRepositoryAsync(Guid id, CheckRepositoryRequest check, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post, $"/api/repositories/{id}/check", check,
            ApiJson.Default.CheckRepositoryRequest, ApiJson.Default.JobStarted, cancellationToken);

    public Task<ApiAnswer<JobStarted>> CompactRepositoryAsync(Guid id, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post, $"/api/repositories/{id}/compact", new CompactRepositoryRequest(),
            ApiJson.Default.CompactRepositoryRequest, ApiJson.Default.JobStarted, cancellationToken);

    public Task<ApiAnswer<JobStarted>> PruneRepositoryAsync(Guid id, PruneRepositoryRequest prune, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post, $"/api/repositories/{id}/prune", prune,
            ApiJson.Default.PruneRepositoryRequest, ApiJson.Default.JobStarted, cancellationToken);

    public Task<ApiAnswer<PrunePreview>> PreviewPruneAsync(Guid id, PrunePreviewRequest rules, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post, $"/api/repositories/{id}/prune/preview", rules,
            ApiJson.Default.PrunePreviewRequest, ApiJson.Default.PrunePreview, cancellationToken);

    public Task<ApiAnswer<JobStarted>> BreakLockAsync(Guid id, CancellationToken cancellationToken) =>
        PostAsync($"/api/repositories/{id}/break-lock", ApiJson.Default.JobStarted, cancellationToken);

    public Task<ApiAnswer<JobStarted>> ExportKeyAsync(Guid id, CancellationToken cancellationToken) =>
        PostAsync($"/api/repositories/{id}/key/export", ApiJson.Default.JobStarted, cancellationToken);

    /// <summary>The key as last exported; null before the first time.</summary>
    public Task<ExportedKey?> FindExportedKeyAsync(Guid id, CancellationToken cancellationToken) =>
        FindAsync($"/api/repositories/{id}/key", ApiJson.Default.ExportedKey, cancellationToken);

    /// <summary>With its secrets; the repository counts it as fetched.</summary>
    public Task<ApiAnswer<RecoveryKit>> FetchRecoveryKitAsync(Guid id, CancellationToken cancellationToken) =>
        AnswerAsync($"/api/repositories/{id}/recovery-kit", ApiJson.Default.RecoveryKit, cancellationToken);

    public Task<ApiProblem?> AcceptRecoveryRiskAsync(Guid id, CancellationToken cancellationToken) =>
        PostAsync($"/api/repositories/{id}/recovery-kit/accept-risk", cancellationToken);

    public Task<ApiAnswer<JobStarted>> ChangePassphraseAsync(Guid id, ChangePassphraseRequest change, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post, $"/api/repositories/{id}/key/change-passphrase", change,
            ApiJson.Default.ChangePassphraseRequest, ApiJson.Default.JobStarted, cancellationToken);
}
