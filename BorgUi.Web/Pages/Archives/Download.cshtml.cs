using BorgUi.Contracts.Archives;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Archives;

/// <summary>Sends the browser to a link that is good for a short time; what it leads to is streamed by the API.</summary>
internal sealed class DownloadModel(BorgUiApi api) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public IActionResult OnGet() => RedirectToPage("/Archives/Files", new { Id });

    /// <param name="paths">One per line, see <see cref="FormText"/>.</param>
    /// <param name="format">A file as it is, or a folder packed.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public async Task<IActionResult> OnPostAsync([FromForm] string? paths, [FromForm] DownloadFormat format, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest(ModelState);
        }

        var answer = await api.CreateDownloadLinkAsync(Id, new() { Paths = FormText.List(paths), Format = format }, cancellationToken);
        if (answer.Succeeded)
        {
            return LocalRedirect(answer.Value.Url);
        }

        this.Toast(answer.Problem, "");
        return RedirectToPage("/Archives/Files", new { Id });
    }
}
