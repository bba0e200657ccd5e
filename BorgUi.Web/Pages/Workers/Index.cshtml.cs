using BorgUi.Contracts.Workers;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Workers;

/// <summary>The processes that run borg, and what each of them can do.</summary>
internal sealed class IndexModel(BorgUiApi api) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "")]
    public ListRequest Asked { get; set; } = new();

    public required Listing<WorkerResponse> List { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => List = await LoadAsync(cancellationToken);

    public async Task<PartialViewResult> OnGetListAsync(CancellationToken cancellationToken) =>
        this.Part("_WorkerList", await LoadAsync(cancellationToken));

    public async Task<IActionResult> OnPostForgetAsync(Guid id, CancellationToken cancellationToken)
    {
        this.Toast(await api.ForgetWorkerAsync(id, cancellationToken), "The worker is forgotten.");
        return RedirectToPage();
    }

    private Task<Listing<WorkerResponse>> LoadAsync(CancellationToken cancellationToken) => Asked.LoadAsync(
        Request, PageSize, (limit, offset) => api.ListWorkersAsync(limit, offset, cancellationToken));
}
