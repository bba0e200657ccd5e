using BorgUi.Contracts;
using BorgUi.Contracts.Signals;

namespace BorgUi.Web.ApiClient;

internal sealed partial class BorgUiApi
{
    /// <param name="unusual">Only those that somebody should look at.</param>
    public Task<Page<BackupFiguresResponse>> ListPlanBackupsAsync(Guid planId, bool unusual, int limit, CancellationToken cancellationToken) => GetAsync(
        ListQuery.Of(limit, 0).With("unusual", unusual ? "true" : null).On($"/api/plans/{planId}/backups"), ApiJson.Default.PageBackupFiguresResponse, cancellationToken);

    /// <summary>Null when it was noted that this backup of the plan, and those before it, were looked at.</summary>
    public async Task<ApiProblem?> LookAtBackupsAsync(Guid planId, LookedRequest looked, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/plans/{planId}/looked") { Content = JsonContent.Create(looked, ApiJson.Default.LookedRequest) };
        using var answer = await http.SendToApiAsync(request, cancellationToken);
        return answer.IsSuccessStatusCode ? null : await answer.ReadProblemAsync(cancellationToken);
    }

    public Task<RepositoryGrowth?> FindGrowthAsync(Guid repositoryId, CancellationToken cancellationToken) =>
        FindAsync($"/api/repositories/{repositoryId}/growth", ApiJson.Default.RepositoryGrowth, cancellationToken);
}
