using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;

namespace BorgUi.Web.ApiClient;

internal sealed partial class BorgUiApi
{
    public Task<Page<PlanResponse>> ListPlansAsync(string? search, Guid? repositoryId, int limit, int offset, CancellationToken cancellationToken) =>
        ListPlansAsync(search, repositoryId, [], limit, offset, cancellationToken);

    /// <param name="statuses">None for all.</param>
    public Task<Page<PlanResponse>> ListPlansAsync(
        string? search, Guid? repositoryId, IReadOnlyList<FreshnessStatus> statuses, int limit, int offset, CancellationToken cancellationToken)
    {
        var query = ListQuery.Of(limit, offset).With("search", search).With("repository_id", repositoryId);
        foreach (var status in statuses)
        {
            query.With("freshness", Word(status));
        }

        return GetAsync(query.On("/api/plans"), ApiJson.Default.PagePlanResponse, cancellationToken);
    }

    public Task<PlanResponse?> FindPlanAsync(Guid id, CancellationToken cancellationToken) =>
        FindAsync($"/api/plans/{id}", ApiJson.Default.PlanResponse, cancellationToken);

    public Task<ApiAnswer<PlanResponse>> CreatePlanAsync(SavePlanRequest plan, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "/api/plans", plan, ApiJson.Default.SavePlanRequest, ApiJson.Default.PlanResponse, cancellationToken);

    public Task<ApiAnswer<PlanResponse>> UpdatePlanAsync(Guid id, SavePlanRequest plan, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, $"/api/plans/{id}", plan, ApiJson.Default.SavePlanRequest, ApiJson.Default.PlanResponse, cancellationToken);

    /// <summary>Tries whether files of its newest archive come back.</summary>
    public Task<ApiAnswer<JobStarted>> DrillPlanAsync(Guid id, CancellationToken cancellationToken) =>
        PostAsync($"/api/plans/{id}/drill", ApiJson.Default.JobStarted, cancellationToken);

    public Task<ApiProblem?> DeletePlanAsync(Guid id, CancellationToken cancellationToken) =>
        DeleteAsync($"/api/plans/{id}", cancellationToken);
}
