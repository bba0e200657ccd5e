using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;

namespace BorgUi.Web.ApiClient;

internal sealed partial class BorgUiApi
{
    public Task<Page<RepositoryResponse>> ListRepositoriesAsync(string? search, int limit, int offset, CancellationToken cancellationToken) =>
        GetAsync(
            ListQuery.Of(limit, offset).With("search", search).On("/api/repositories"),
            ApiJson.Default.PageRepositoryResponse,
            cancellationToken);

    /// <summary>What there is to choose from, as many as one answer of the API holds.</summary>
    public async Task<IReadOnlyList<RepositoryResponse>> ListRepositoryChoicesAsync(CancellationToken cancellationToken) =>
        (await ListRepositoriesAsync(null, 500, 0, cancellationToken)).Items;

    public Task<RepositoryResponse?> FindRepositoryAsync(Guid id, CancellationToken cancellationToken) =>
        FindAsync($"/api/repositories/{id}", ApiJson.Default.RepositoryResponse, cancellationToken);

    public Task<ApiAnswer<RepositoryStarted>> CreateRepositoryAsync(CreateRepositoryRequest repository, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post, "/api/repositories", repository,
            ApiJson.Default.CreateRepositoryRequest, ApiJson.Default.RepositoryStarted, cancellationToken);

    public Task<ApiAnswer<RepositoryResponse>> UpdateRepositoryAsync(
        Guid id, UpdateRepositoryRequest change, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Patch, $"/api/repositories/{id}", change,
            ApiJson.Default.UpdateRepositoryRequest, ApiJson.Default.RepositoryResponse, cancellationToken);

    public Task<ApiAnswer<JobStarted>> SyncRepositoryAsync(Guid id, CancellationToken cancellationToken) =>
        PostAsync($"/api/repositories/{id}/sync", ApiJson.Default.JobStarted, cancellationToken);

    public Task<ApiProblem?> DeleteRepositoryAsync(Guid id, CancellationToken cancellationToken) =>
        DeleteAsync($"/api/repositories/{id}", cancellationToken);
}
