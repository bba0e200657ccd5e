using BorgUi.Contracts.Plans;
using BorgUi.Web.ApiClient;

namespace BorgUi.Web.Pages.Notifications;

/// <summary>What the fields of a channel's form are filled from.</summary>
internal sealed record ChannelFields(ChannelInput Input, IReadOnlyList<PlanResponse> Plans)
{
    private const int Most = 500;

    public static async Task<ChannelFields> LoadAsync(BorgUiApi api, ChannelInput input, CancellationToken cancellationToken) =>
        new(input, (await api.ListPlansAsync(null, null, Most, 0, cancellationToken)).Items);
}
