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
        NoteMistakes();
        return await this.TryStartAsync(() => api.CheckRepositoryAsync(Id, Input.ToRequest(), cancellationToken), Input)
            ?? this.Again("_CheckForm", new CheckForm(Id, Input));
    }

    // The API refuses the same, but in the words of its fields.
    private void NoteMistakes()
    {
        if (Input is { Part: CheckPart.Repository, VerifyData: true })
        {
            ModelState.AddModelError("Input.VerifyData", "Data is verified by way of the archives: check everything, or only the archives.");
        }

        if (Input.MaxDuration is < 1)
        {
            ModelState.AddModelError("Input.MaxDuration", "Give a number of minutes above 0, or leave it empty.");
        }
        else if (Input is { MaxDuration: not null, Part: not CheckPart.Repository })
        {
            ModelState.AddModelError("Input.MaxDuration", "Only a check of the repository alone can be done in parts.");
        }
    }
}
