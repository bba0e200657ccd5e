using BorgUi.Contracts;
using BorgUi.Contracts.Archives;

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
}
