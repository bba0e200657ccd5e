using BorgUi.Web.Access;
using BorgUi.Web.ApiClient;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Access;

/// <summary>Ends the session at the API and here.</summary>
internal sealed class LogoutModel(SessionApi sessions) : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await HttpContext.GetTokenAsync(SessionTicket.AccessToken) is { } token)
        {
            try
            {
                await sessions.LogOutAsync(token, cancellationToken);
            }
            catch (ApiUnavailableException)
            {
                // The person wants out; without its cookie nobody can use what is left of the session.
            }
        }

        await HttpContext.SignOutAsync();
        return RedirectToPage("/Access/Login");
    }
}
