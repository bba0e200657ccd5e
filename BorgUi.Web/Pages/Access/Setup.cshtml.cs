using BorgUi.Contracts.Access;
using BorgUi.Web.Access;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Access;

/// <summary>First run: makes the administrator and logs them in.</summary>
[AllowAnonymous]
internal sealed class SetupModel(SessionApi sessions, SignIn signIn) : PageModel
{
    [BindProperty]
    public SetupInput Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await sessions.IsSetupNeededAsync(cancellationToken) ? Page() : RedirectToPage("/Access/Login");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Input.Password != Input.Repeated)
        {
            ModelState.AddModelError("Input.Repeated", "The two passwords are not the same.");
            return Page();
        }

        var answer = await sessions.SetUpAsync(new SetupRequest(Input.Username, Input.Password), cancellationToken);
        if (answer.Succeeded)
        {
            var refusal = await signIn.TryAsync(HttpContext, new LoginRequest(Input.Username, Input.Password), cancellationToken);
            return refusal is null ? LocalRedirect("/") : RedirectToPage("/Access/Login");
        }

        if (answer.Problem.Status == StatusCodes.Status409Conflict)
        {
            return RedirectToPage("/Access/Login");
        }

        ModelState.AddProblem(answer.Problem, Input);
        return Page();
    }
}

internal sealed class SetupInput
{
    public string? Username { get; set; }

    public string? Password { get; set; }

    public string? Repeated { get; set; }
}
