using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Repositories;

/// <summary>Another passphrase for the key of a repository, unlike <see cref="EditModel"/>, which only says what it is.</summary>
internal sealed class PassphraseModel(BorgUiApi api) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public PassphraseInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await api.FindRepositoryAsync(Id, cancellationToken) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Input.NewPassphrase != Input.Again)
        {
            ModelState.AddModelError("Input.Again", "The two are not the same.");
        }

        return await this.TryStartAsync(() => api.ChangePassphraseAsync(Id, Input.ToRequest(), cancellationToken), Input)
            ?? this.Again("_PassphraseForm", new PassphraseForm(Id, Input));
    }
}
