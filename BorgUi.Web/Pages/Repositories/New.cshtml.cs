using BorgUi.Contracts.Repositories;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Repositories;

/// <summary>Makes a repository or takes over one that exists.</summary>
internal sealed class NewModel(BorgUiApi api) : PageModel
{
    [BindProperty]
    public RepositoryInput Input { get; set; } = new();

    public void OnGet(bool import) => Input = new RepositoryInput { Create = !import };

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var answer = await api.CreateRepositoryAsync(Input.ToRequest(), cancellationToken);
        if (answer.Succeeded)
        {
            return RedirectToPage("/Jobs/Detail", new { id = answer.Value.JobId });
        }

        ModelState.AddProblem(answer.Problem, Input);
        return Page();
    }
}

internal sealed class RepositoryInput
{
    public bool Create { get; set; } = true;

    public string? Name { get; set; }

    public string? Location { get; set; }

    public string? Encryption { get; set; } = RepositoryEncryption.Default;

    public string? Passphrase { get; set; }

    public string? Site { get; set; }

    public string? SshPrivateKey { get; set; }

    public string? KnownHosts { get; set; }

    public string? Keyfile { get; set; }

    public CreateRepositoryRequest ToRequest() => new()
    {
        Create = Create,
        Name = Name,
        Location = Location,
        Encryption = Create ? Encryption : null,
        Passphrase = Passphrase,
        Site = Site,
        SshPrivateKey = FormText.Lines(SshPrivateKey),
        KnownHosts = FormText.Lines(KnownHosts),
        Keyfile = Create ? null : FormText.Lines(Keyfile),
    };
}
