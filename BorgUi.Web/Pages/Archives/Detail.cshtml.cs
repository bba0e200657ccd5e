using BorgUi.Contracts.Archives;
using BorgUi.Web.ApiClient;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Archives;

internal sealed class DetailModel(BorgUiApi api) : PageModel
{
    public required ArchiveResponse Archive { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await api.FindArchiveAsync(id, cancellationToken) is not { } archive)
        {
            return NotFound();
        }

        Archive = archive;
        return Page();
    }
}
