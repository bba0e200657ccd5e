using BorgUi.Contracts.Repositories;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Repositories;

/// <summary>The name of a repository and how it is reached. Secrets can be replaced, never read.</summary>
internal sealed class EditModel(BorgUiApi api) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public RepositoryChange Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await api.FindRepositoryAsync(Id, cancellationToken) is not { } repository)
        {
            return NotFound();
        }

        Input = new RepositoryChange { Name = repository.Name };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var answer = await api.UpdateRepositoryAsync(Id, Input.ToRequest(), cancellationToken);
        if (answer.Succeeded)
        {
            this.Toast(null, "The repository was saved.");
            return RedirectToPage("/Repositories/Detail", new { Id });
        }

        ModelState.AddProblem(answer.Problem, Input);
        return Page();
    }
}

internal sealed class RepositoryChange
{
    public string? Name { get; set; }

    public string? Passphrase { get; set; }

    public string? SshPrivateKey { get; set; }

    public string? KnownHosts { get; set; }

    public UpdateRepositoryRequest ToRequest() => new()
    {
        Name = Name,
        Passphrase = string.IsNullOrEmpty(Passphrase) ? null : Passphrase,
        SshPrivateKey = FormText.Lines(SshPrivateKey),
        KnownHosts = FormText.Lines(KnownHosts),
    };
}
