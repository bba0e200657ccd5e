using BorgUi.Contracts;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;

namespace BorgUi.Web.ApiClient;

internal sealed partial class BorgUiApi
{
    public Task<Page<ArchiveResponse>> ListArchivesAsync(
        Guid? repositoryId, string? search, int limit, int offset, CancellationToken cancellationToken) =>
        GetAsync(
            ListQuery.Of(limit, offset).With("repository", repositoryId).With("search", search).On("/api/archives"),
            ApiJson.Default.PageArchiveResponse,
            cancellationToken);

    public Task<ArchiveResponse?> FindArchiveAsync(Guid id, CancellationToken cancellationToken) =>
        FindAsync($"/api/archives/{id}", ApiJson.Default.ArchiveResponse, cancellationToken);

    public Task<ApiAnswer<JobStarted>> RestoreArchiveAsync(Guid id, RestoreRequest restore, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, $"/api/archives/{id}/restore", restore, ApiJson.Default.RestoreRequest, ApiJson.Default.JobStarted, cancellationToken);

    public Task<ApiAnswer<JobStarted>> RenameArchiveAsync(Guid id, RenameArchiveRequest rename, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, $"/api/archives/{id}/rename", rename, ApiJson.Default.RenameArchiveRequest, ApiJson.Default.JobStarted, cancellationToken);

    public Task<ApiAnswer<ArchiveResponse>> PinArchiveAsync(Guid id, bool pinned, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Patch, $"/api/archives/{id}", new() { Pinned = pinned },
            ApiJson.Default.ChangeArchiveRequest, ApiJson.Default.ArchiveResponse, cancellationToken);

    public async Task<ApiAnswer<JobStarted>> DeleteArchiveAsync(Guid id, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/api/archives/{id}");
        return await AnswerAsync(request, ApiJson.Default.JobStarted, cancellationToken);
    }
}
