using BorgUi.Contracts.Settings;

namespace BorgUi.Web.ApiClient;

internal sealed partial class BorgUiApi
{
    public Task<ServerSettings> GetSettingsAsync(CancellationToken cancellationToken) =>
        GetAsync("/api/settings", ApiJson.Default.ServerSettings, cancellationToken);

    public Task<ApiAnswer<ServerSettings>> SaveSettingsAsync(ServerSettings settings, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, "/api/settings", settings, ApiJson.Default.ServerSettings, ApiJson.Default.ServerSettings, cancellationToken);

    public Task<ApiProblem?> ResetSettingsAsync(CancellationToken cancellationToken) => DeleteAsync("/api/settings", cancellationToken);
}
