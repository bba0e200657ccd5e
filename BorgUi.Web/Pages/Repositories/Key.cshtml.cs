using System.Text;
using BorgUi.Contracts.Repositories;
using BorgUi.Web.ApiClient;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Repositories;

/// <summary>The key of a repository as it was last exported, to read or to take away; no browser keeps this page.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class KeyModel(BorgUiApi api) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public required RepositoryResponse Repository { get; set; }

    /// <summary>Null before the first export.</summary>
    public ExportedKey? Key { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await api.FindRepositoryAsync(Id, cancellationToken) is not { } repository)
        {
            return NotFound();
        }

        Repository = repository;
        Key = await api.FindExportedKeyAsync(Id, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnGetFileAsync(CancellationToken cancellationToken) =>
        await api.FindExportedKeyAsync(Id, cancellationToken) is { } exported
            ? File(Encoding.UTF8.GetBytes(exported.Key), "text/plain; charset=utf-8", $"borg-key-{Id}.txt")
            : NotFound();
}
