using BorgUi.Contracts.Maintenance;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Maintenance;

/// <summary>One run of maintenance, with its figures.</summary>
internal sealed class RunModel(BorgUiApi api) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public required MaintenanceRunResponse Run { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await api.FindMaintenanceRunAsync(Id, cancellationToken) is not { } found)
        {
            return NotFound();
        }

        Run = found;
        return Page();
    }

    public async Task<IActionResult> OnGetStateAsync(CancellationToken cancellationToken) =>
        await api.FindMaintenanceRunAsync(Id, cancellationToken) is { } found ? this.Part("_RunState", found) : NotFound();
}
