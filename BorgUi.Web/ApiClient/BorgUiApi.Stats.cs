using BorgUi.Contracts.Stats;

namespace BorgUi.Web.ApiClient;

internal sealed partial class BorgUiApi
{
    public Task<DashboardResponse> GetDashboardAsync(CancellationToken cancellationToken) =>
        GetAsync("/api/stats/dashboard", ApiJson.Default.DashboardResponse, cancellationToken);
}
