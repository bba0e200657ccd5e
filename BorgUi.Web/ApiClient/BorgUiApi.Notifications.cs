using System.Text.Json;
using BorgUi.Contracts;
using BorgUi.Contracts.Notifications;

namespace BorgUi.Web.ApiClient;

internal sealed partial class BorgUiApi
{
    public async Task<IReadOnlyList<ChannelResponse>> ListChannelsAsync(CancellationToken cancellationToken) =>
        (await GetAsync("/api/notifications/channels", ApiJson.Default.PageChannelResponse, cancellationToken)).Items;

    public Task<ChannelResponse?> FindChannelAsync(Guid id, CancellationToken cancellationToken) =>
        FindAsync($"/api/notifications/channels/{id}", ApiJson.Default.ChannelResponse, cancellationToken);

    public Task<ApiAnswer<ChannelResponse>> CreateChannelAsync(SaveChannelRequest channel, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Post, "/api/notifications/channels", channel, ApiJson.Default.SaveChannelRequest, ApiJson.Default.ChannelResponse, cancellationToken);

    public Task<ApiAnswer<ChannelResponse>> UpdateChannelAsync(Guid id, SaveChannelRequest channel, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Put, $"/api/notifications/channels/{id}", channel, ApiJson.Default.SaveChannelRequest, ApiJson.Default.ChannelResponse, cancellationToken);

    public Task<ApiProblem?> DeleteChannelAsync(Guid id, CancellationToken cancellationToken) => DeleteAsync($"/api/notifications/channels/{id}", cancellationToken);

    public Task<ApiProblem?> SwitchChannelAsync(Guid id, bool enable, CancellationToken cancellationToken) =>
        PostAsync($"/api/notifications/channels/{id}/{(enable ? "enable" : "disable")}", cancellationToken);

    public Task<ApiAnswer<ChannelTestResult>> TestChannelAsync(Guid id, CancellationToken cancellationToken) =>
        PostAsync($"/api/notifications/channels/{id}/test", ApiJson.Default.ChannelTestResult, cancellationToken);

    public Task<Page<DeliveryResponse>> ListDeliveriesAsync(Guid? channelId, DeliveryState? state, int limit, int offset, CancellationToken cancellationToken) => GetAsync(
        ListQuery.Of(limit, offset).With("channel_id", channelId).With("state", state is null ? null : JsonNamingPolicy.SnakeCaseLower.ConvertName(state.Value.ToString())).On("/api/notifications/deliveries"), ApiJson.Default.PageDeliveryResponse, cancellationToken);

    public Task<ApiProblem?> RetryDeliveryAsync(Guid id, CancellationToken cancellationToken) => PostAsync($"/api/notifications/deliveries/{id}/retry", cancellationToken);
}
