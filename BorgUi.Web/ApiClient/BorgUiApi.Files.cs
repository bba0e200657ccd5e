using System.Globalization;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;

namespace BorgUi.Web.ApiClient;

internal sealed partial class BorgUiApi
{
    /// <summary>One page of a folder in an archive; null when the archive has no such folder.</summary>
    /// <exception cref="ApiRefusedException">It is not indexed and its repository is busy.</exception>
    public Task<ArchiveFolder?> FindFolderAsync(Guid archiveId, FolderQuery query, CancellationToken cancellationToken) =>
        FindAsync(query.On($"/api/archives/{archiveId}/entries"), ApiJson.Default.ArchiveFolder, cancellationToken);

    public Task<ApiAnswer<JobStarted>> IndexArchiveAsync(Guid archiveId, CancellationToken cancellationToken) =>
        PostAsync($"/api/archives/{archiveId}/index", ApiJson.Default.JobStarted, cancellationToken);

    /// <summary>Every content that a path had; null when there is no such repository.</summary>
    public Task<FileVersions?> FindVersionsAsync(Guid repositoryId, string path, CancellationToken cancellationToken) =>
        FindAsync(new ListQuery().WithExact("path", path).On($"/api/repositories/{repositoryId}/versions"), ApiJson.Default.FileVersions, cancellationToken);

    /// <summary>Files of all archives by their name.</summary>
    public async Task<ApiAnswer<SearchResponse>> SearchFilesAsync(FileFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, filter.Query.With("limit", limit.ToString(CultureInfo.InvariantCulture)).With("cursor", cursor).On("/api/search"));
        return await AnswerAsync(request, ApiJson.Default.SearchResponse, cancellationToken);
    }

    /// <summary>What differs between two archives; null when one of them is not there.</summary>
    /// <exception cref="ApiRefusedException">One of them is not indexed.</exception>
    public Task<ArchiveDiff?> FindDiffAsync(Guid olderId, Guid newerId, DiffQuery query, CancellationToken cancellationToken) =>
        FindAsync(query.On($"/api/archives/{olderId}/diff/{newerId}"), ApiJson.Default.ArchiveDiff, cancellationToken);

    /// <summary>Has borg compare the content of two archives.</summary>
    public Task<ApiAnswer<JobStarted>> DiffExactlyAsync(Guid olderId, Guid newerId, CancellationToken cancellationToken) =>
        PostAsync($"/api/archives/{olderId}/diff/{newerId}", ApiJson.Default.JobStarted, cancellationToken);

    /// <summary>Compares an archive with the files of now.</summary>
    public Task<ApiAnswer<JobStarted>> CompareWithFilesAsync(Guid archiveId, CompareRequest compare, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, $"/api/archives/{archiveId}/compare", compare, ApiJson.Default.CompareRequest, ApiJson.Default.JobStarted, cancellationToken);

    /// <summary>What a comparison found; null when there is no such job.</summary>
    public Task<DifferencePage?> FindDifferencesAsync(Guid jobId, DifferenceFilter filter, int limit, string? cursor, CancellationToken cancellationToken) =>
        FindAsync(
            filter.Query.With("limit", limit.ToString(CultureInfo.InvariantCulture)).With("cursor", cursor).On($"/api/jobs/{jobId}/differences"),
            ApiJson.Default.DifferencePage, cancellationToken);

    /// <summary>The same as CSV, streamed; null when there is no such job. The caller disposes it.</summary>
    public Task<Stream?> OpenDifferencesAsync(Guid jobId, DifferenceFilter filter, CancellationToken cancellationToken) =>
        OpenAsync(filter.Query.On($"/api/jobs/{jobId}/differences.csv"), cancellationToken);

    /// <summary>A link by which a browser gets files of an archive, for a short time.</summary>
    public Task<ApiAnswer<DownloadLink>> CreateDownloadLinkAsync(Guid archiveId, DownloadLinkRequest download, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post, $"/api/archives/{archiveId}/download-links", download,
            ApiJson.Default.DownloadLinkRequest, ApiJson.Default.DownloadLink, cancellationToken);
}
