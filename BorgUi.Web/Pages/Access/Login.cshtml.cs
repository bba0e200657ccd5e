using BorgUi.Contracts.Access;
using BorgUi.Web.Access;
using BorgUi.Web.ApiClient;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Access;

[AllowAnonymous]
internal sealed class LoginModel(SessionApi sessions, SignIn signIn) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public string? Username { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public string? Refusal { get; private set; }

    public bool IsApiAway { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (User.Identity?.IsAuthenticated == true)
        {
            return LocalRedirect(Destination());
        }

        try
        {
            return await sessions.IsSetupNeededAsync(cancellationToken) ? RedirectToPage("/Access/Setup") : Page();
        }
        catch (ApiUnavailableException)
        {
            return Away();
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        try
        {
            Refusal = await signIn.TryAsync(HttpContext, new LoginRequest(Username, Password), cancellationToken);
        }
        catch (ApiUnavailableException)
        {
            return Away();
        }

        if (Refusal is null)
        {
            return LocalRedirect(Destination());
        }

        Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Page();
    }

    private PageResult Away()
    {
        IsApiAway = true;
        Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Page();
    }

    /// <summary>Only addresses of this site; anything else would send a person, freshly logged in, to a stranger.</summary>
    private string Destination() => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/";
}
