using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Archives;

/// <summary>Another name for an archive. Whether its borg is new enough for that, the job says.</summary>
internal sealed class RenameModel(BorgUiApi api) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public RenameInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await api.FindArchiveAsync(Id, cancellationToken) is not { } archive)
        {
            return NotFound();
        }

        Input.Name = archive.Name;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        await this.TryStartAsync(() => api.RenameArchiveAsync(Id, Input.ToRequest(), cancellationToken), Input)
        ?? this.Again("_RenameForm", new RenameForm(Id, Input));
}
