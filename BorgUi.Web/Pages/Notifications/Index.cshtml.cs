using BorgUi.Contracts.Notifications;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Notifications;

/// <summary>The channels, and what became of their messages.</summary>
internal sealed class IndexModel(BorgUiApi api) : PageModel
{
    private const int PageSize = 25;

    [BindProperty(SupportsGet = true, Name = "")]
    public ListRequest Asked { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public Guid? Channel { get; set; }

    [BindProperty(SupportsGet = true)]
    public DeliveryState? State { get; set; }

    public IReadOnlyList<ChannelResponse> Channels { get; private set; } = [];

    public required DeliveryList List { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Channels = await api.ListChannelsAsync(cancellationToken);
        List = await LoadAsync(cancellationToken);
    }

    public async Task<PartialViewResult> OnGetListAsync(CancellationToken cancellationToken) => this.Part("_DeliveryList", await LoadAsync(cancellationToken));

    public async Task<IActionResult> OnPostSwitchAsync(Guid id, bool enable, CancellationToken cancellationToken)
    {
        this.Toast(await api.SwitchChannelAsync(id, enable, cancellationToken), enable ? "The channel is enabled." : "The channel is disabled. What happens meanwhile is not told.");
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRetryAsync(Guid id, CancellationToken cancellationToken)
    {
        this.Toast(await api.RetryDeliveryAsync(id, cancellationToken), "A worker sends it within seconds.");
        return RedirectToPage(new { Channel, State });
    }

    private async Task<DeliveryList> LoadAsync(CancellationToken cancellationToken) => new(
        await Asked.LoadAsync(Request, PageSize, (limit, offset) => api.ListDeliveriesAsync(Channel, State, limit, offset, cancellationToken), Channel is not null || State is not null),
        Channel,
        State);
}

/// <summary>One page of the log of deliveries, and what it is narrowed to.</summary>
internal sealed record DeliveryList(Listing<DeliveryResponse> Listing, Guid? Channel, DeliveryState? State)
{
    /// <summary>Whether another look within seconds may show more.</summary>
    public bool IsMoving => Listing.Items.Any(delivery => delivery.State == DeliveryState.Pending && delivery.Attempts == 0);
}
