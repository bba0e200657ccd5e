using BorgUi.Contracts.Maintenance;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Maintenance;

/// <summary>What BorgUi does by itself to stay in order, and what came of it.</summary>
internal sealed class IndexModel(BorgUiApi api) : PageModel
{
    private const int PageSize = 25;

    [BindProperty(SupportsGet = true, Name = "")]
    public ListRequest Asked { get; set; } = new();

    public IReadOnlyList<MaintenanceJobResponse> Jobs { get; private set; } = [];

    public required Listing<MaintenanceRunResponse> Runs { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Jobs = await api.ListMaintenanceJobsAsync(cancellationToken);
        Runs = await Asked.LoadAsync(Request, PageSize, (limit, offset) => api.ListMaintenanceRunsAsync(limit, offset, cancellationToken));
    }

    public async Task<IActionResult> OnPostRunAsync(Guid id, CancellationToken cancellationToken)
    {
        var answer = await api.RunMaintenanceAsync(id, cancellationToken);
        this.Toast(answer.Problem, "A worker takes it within seconds.");
        return answer.Succeeded ? RedirectToPage("/Maintenance/Run", new { id = answer.Value.RunId }) : RedirectToPage();
    }

    public async Task<IActionResult> OnPostSwitchAsync(Guid id, bool enable, CancellationToken cancellationToken)
    {
        var answer = await api.ChangeMaintenanceAsync(id, new() { Enabled = enable }, cancellationToken);
        this.Toast(answer.Problem, enable ? "It is enabled and counts from now." : "It is disabled.");
        return RedirectToPage();
    }
}
