using BorgUi.Contracts.Archives;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Archives;

/// <summary>One archive, and what can be done with it.</summary>
internal sealed class DetailModel(BorgUiApi api) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public required ArchiveResponse Archive { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await api.FindArchiveAsync(Id, cancellationToken) is not { } archive)
        {
            return NotFound();
        }

        Archive = archive;
        return Page();
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken cancellationToken) =>
        this.AfterStart(await api.DeleteArchiveAsync(Id, cancellationToken), "The archive is being deleted.", $"/archives/{Id}");

    /// <summary>Pins the archive or unpins it, from here or from a row of a list.</summary>
    public async Task<IActionResult> OnPostPinAsync([FromForm] bool pinned, CancellationToken cancellationToken)
    {
        var answer = await api.PinArchiveAsync(Id, pinned, cancellationToken);
        if (!Htmx.IsRequest(Request))
        {
            this.Toast(answer.Problem, pinned ? "The archive is kept for good." : "The archive is no longer pinned.");
            return RedirectToPage(new { Id });
        }

        if (answer.Succeeded)
        {
            return this.Part("_PinButton", answer.Value);
        }

        Htmx.Toast(Response, answer.Problem.Words);
        return StatusCode(answer.Problem.Status);
    }
}
