using System.Globalization;
using System.Net;
using System.Text.Json;
using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;

namespace BorgUi.Web.ApiClient;

internal sealed partial class BorgUiApi
{
    public Task<Page<JobResponse>> ListJobsAsync(JobFilter filter, int limit, int offset, CancellationToken cancellationToken)
    {
        var query = new ListQuery(limit, offset)
            .With("job_type", filter.Type is { } type ? Word(type) : null)
            .With("repository_id", filter.RepositoryId)
            .With("plan_id", filter.PlanId)
            .With("from", filter.From)
            .With("to", filter.To)
            .With("search", filter.Search);
        foreach (var status in filter.Statuses)
        {
            query.With("status", Word(status));
        }

        return GetAsync(query.On("/api/jobs"), ApiJson.Default.PageJobResponse, cancellationToken);
    }

    public Task<JobResponse?> FindJobAsync(Guid id, CancellationToken cancellationToken) =>
        FindAsync($"/api/jobs/{id}", ApiJson.Default.JobResponse, cancellationToken);

    public Task<JobLogPage?> FindJobLogAsync(Guid id, long after, int limit, CancellationToken cancellationToken) =>
        FindAsync(
            string.Create(CultureInfo.InvariantCulture, $"/api/jobs/{id}/log?after={after}&limit={limit}"),
            ApiJson.Default.JobLogPage,
            cancellationToken);

    /// <summary>The whole log as text, streamed; null when there is no such job. The caller disposes it.</summary>
    public async Task<Stream?> OpenJobLogTextAsync(Guid id, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/jobs/{id}/log.txt");
        var answer = await http.SendToApiAsync(request, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            answer.Dispose();
            return null;
        }

        answer.ThrowWhenNotAllowed();
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadAsStreamAsync(cancellationToken)
            : throw ApiTransport.Fault(answer);
    }

    public Task<ApiAnswer<JobStarted>> StartBackupAsync(CreateBackupJobRequest backup, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post, "/api/backup/run", backup, ApiJson.Default.CreateBackupJobRequest, ApiJson.Default.JobStarted, cancellationToken);

    public Task<ApiAnswer<JobStarted>> CancelJobAsync(Guid id, CancellationToken cancellationToken) =>
        PostAsync($"/api/jobs/{id}/cancel", ApiJson.Default.JobStarted, cancellationToken);

    public Task<ApiProblem?> DeleteJobAsync(Guid id, CancellationToken cancellationToken) =>
        DeleteAsync($"/api/jobs/{id}", cancellationToken);

    internal static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
