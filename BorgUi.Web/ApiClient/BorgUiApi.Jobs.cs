using System.Globalization;
using System.Text.Json;
using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;

namespace BorgUi.Web.ApiClient;

internal sealed partial class BorgUiApi
{
    public Task<Page<JobResponse>> ListJobsAsync(JobFilter filter, int limit, int offset, CancellationToken cancellationToken) =>
        GetAsync(Narrowed(ListQuery.Of(limit, offset), filter).On("/api/jobs"), ApiJson.Default.PageJobResponse, cancellationToken);

    /// <summary>The filtered history as CSV, streamed. The caller disposes it.</summary>
    public async Task<Stream> OpenJobsCsvAsync(JobFilter filter, CancellationToken cancellationToken)
    {
        var path = Narrowed(new(), filter).On("/api/jobs/export.csv");
        return await OpenAsync(path, cancellationToken) ?? throw new ApiFaultException($"{path} is not there.");
    }

    public Task<JobResponse?> FindJobAsync(Guid id, CancellationToken cancellationToken) =>
        FindAsync($"/api/jobs/{id}", ApiJson.Default.JobResponse, cancellationToken);

    public Task<JobLogPage?> FindJobLogAsync(Guid id, long after, int limit, CancellationToken cancellationToken) =>
        FindAsync(
            string.Create(CultureInfo.InvariantCulture, $"/api/jobs/{id}/log?after={after}&limit={limit}"),
            ApiJson.Default.JobLogPage,
            cancellationToken);

    /// <summary>The whole log as text, streamed; null when there is no such job. The caller disposes it.</summary>
    public Task<Stream?> OpenJobLogTextAsync(Guid id, CancellationToken cancellationToken) => OpenAsync($"/api/jobs/{id}/log.txt", cancellationToken);

    public Task<ReportPage?> FindRestoreReportAsync(Guid id, ReportOutcome? outcome, int limit, CancellationToken cancellationToken)
    {
        var narrowed = outcome is { } only ? $"&outcome={JsonNamingPolicy.SnakeCaseLower.ConvertName(only.ToString())}" : "";
        return FindAsync($"/api/restore/jobs/{id}/report?limit={limit}{narrowed}", ApiJson.Default.ReportPage, cancellationToken);
    }

    /// <summary>What became of each file of a restore, as CSV.</summary>
    public Task<Stream?> OpenRestoreReportAsync(Guid id, CancellationToken cancellationToken) => OpenAsync($"/api/restore/jobs/{id}/report.csv", cancellationToken);

    public Task<ApiAnswer<JobStarted>> StartBackupAsync(CreateBackupJobRequest backup, CancellationToken cancellationToken) =>
        SendAsync(
            HttpMethod.Post, "/api/backup/run", backup, ApiJson.Default.CreateBackupJobRequest, ApiJson.Default.JobStarted, cancellationToken);

    public Task<ApiAnswer<JobStarted>> CancelJobAsync(Guid id, CancellationToken cancellationToken) =>
        PostAsync($"/api/jobs/{id}/cancel", ApiJson.Default.JobStarted, cancellationToken);

    public Task<ApiAnswer<JobStarted>> PauseJobAsync(Guid id, CancellationToken cancellationToken) =>
        PostAsync($"/api/jobs/{id}/pause", ApiJson.Default.JobStarted, cancellationToken);

    /// <summary>Resumes or retries; the answer names the job that will run.</summary>
    public Task<ApiAnswer<JobStarted>> StartJobAsync(Guid id, CancellationToken cancellationToken) =>
        PostAsync($"/api/jobs/{id}/start", ApiJson.Default.JobStarted, cancellationToken);

    public Task<ApiAnswer<JobsChanged>> RecoverJobsAsync(RecoverJobsRequest jobs, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "/api/jobs/recover", jobs, ApiJson.Default.RecoverJobsRequest, ApiJson.Default.JobsChanged, cancellationToken);

    public Task<ApiAnswer<JobsChanged>> DismissJobsAsync(DismissJobsRequest jobs, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "/api/jobs/dismiss", jobs, ApiJson.Default.DismissJobsRequest, ApiJson.Default.JobsChanged, cancellationToken);

    public Task<ApiProblem?> DeleteJobAsync(Guid id, CancellationToken cancellationToken) =>
        DeleteAsync($"/api/jobs/{id}", cancellationToken);

    private static ListQuery Narrowed(ListQuery query, JobFilter filter)
    {
        query.With("job_type", filter.Type is { } type ? Word(type) : null)
            .With("repository_id", filter.RepositoryId)
            .With("plan_id", filter.PlanId)
            .With("chain_id", filter.ChainId)
            .With("from", filter.From)
            .With("to", filter.To)
            .With("search", filter.Search)
            .With("without_chores", filter.Type is null ? "true" : null);
        foreach (var status in filter.Statuses)
        {
            query.With("status", Word(status));
        }

        return query;
    }

    internal static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
