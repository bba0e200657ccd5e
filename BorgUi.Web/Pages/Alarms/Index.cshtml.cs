using BorgUi.Contracts.Alarms;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Alarms;

/// <summary>What is wrong now, or was.</summary>
internal sealed class IndexModel(BorgUiApi api) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "")]
    public ListRequest Asked { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public bool Cleared { get; set; }

    public required Listing<AlarmResponse> List { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => List = await LoadAsync(cancellationToken);

    public async Task<PartialViewResult> OnGetListAsync(CancellationToken cancellationToken) =>
        this.Part("_AlarmList", await LoadAsync(cancellationToken));

    private Task<Listing<AlarmResponse>> LoadAsync(CancellationToken cancellationToken) => Asked.LoadAsync(
        Request, PageSize, (limit, offset) => api.ListAlarmsAsync(Cleared, limit, offset, cancellationToken), hasFilters: Cleared);
}
