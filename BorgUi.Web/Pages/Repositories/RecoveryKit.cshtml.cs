using System.Text;
using BorgUi.Contracts.Repositories;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Repositories;

/// <summary>The recovery kit of a repository, to print or to take away. Only buttons fetch it, and no browser keeps it.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class RecoveryKitModel(BorgUiApi api) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public required RepositoryResponse Repository { get; set; }

    /// <summary>Null until a button was used.</summary>
    public RecoveryKit? Kit { get; private set; }

    public bool NeedsKey => Repository.Encryption != RepositoryEncryption.None && Repository.KeyExportedAt is null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await LoadAsync(cancellationToken) ? Page() : NotFound();

    /// <summary>Has the key read from the repository, which the kit needs first.</summary>
    public async Task<IActionResult> OnPostMakeAsync(CancellationToken cancellationToken)
    {
        var answer = await api.ExportKeyAsync(Id, cancellationToken);
        this.Toast(answer.Problem, "The key is being read from the repository; then the kit is ready.");
        return RedirectToPage(new { Id });
    }

    public async Task<IActionResult> OnPostShowAsync(CancellationToken cancellationToken)
    {
        var answer = await api.FetchRecoveryKitAsync(Id, cancellationToken);
        if (answer.Problem is { } problem)
        {
            this.Toast(problem, "");
            return RedirectToPage(new { Id });
        }

        Kit = answer.Value;
        return await LoadAsync(cancellationToken) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostFileAsync(CancellationToken cancellationToken)
    {
        var answer = await api.FetchRecoveryKitAsync(Id, cancellationToken);
        if (answer.Problem is { } problem)
        {
            this.Toast(problem, "");
            return RedirectToPage(new { Id });
        }

        return File(Encoding.UTF8.GetBytes(answer.Value!.Text), "text/plain; charset=utf-8", $"recovery-kit-{Id}.txt");
    }

    public async Task<IActionResult> OnPostAcceptAsync(CancellationToken cancellationToken)
    {
        this.Toast(await api.AcceptRecoveryRiskAsync(Id, cancellationToken), "It is not asked for any more, until passphrase or key change.");
        return LocalRedirect($"/repositories/{Id}");
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await api.FindRepositoryAsync(Id, cancellationToken) is not { } repository)
        {
            return false;
        }

        Repository = repository;
        return true;
    }
}
