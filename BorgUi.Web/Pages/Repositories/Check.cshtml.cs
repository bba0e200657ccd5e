using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Repositories;

/// <summary>Which part of a repository is read for damage, and for how long.</summary>
internal sealed class CheckModel(BorgUiApi api) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public CheckInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await api.FindRepositoryAsync(Id, cancellationToken) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Input.MaxDuration is < 1)
        {
            ModelState.AddModelError("Input.MaxDuration", "Give a number of minutes above 0, or leave it empty.");
        }

        return await this.TryStartAsync(() => api.CheckRepositoryAsync(Id, Input.ToRequest(), cancellationToken), Input)
            ?? this.Again("_CheckForm", new CheckForm(Id, Input));
    }
}
