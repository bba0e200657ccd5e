using BorgUi.Contracts.Settings;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Notifications;

/// <summary>What channels tell that choose nothing themselves, and what holds for all of them.</summary>
internal sealed class DefaultsModel(BorgUiApi api) : PageModel
{
    [BindProperty]
    public DefaultsInput Input { get; set; } = new();

    public async Task OnGetAsync(CancellationToken cancellationToken) => Input = DefaultsInput.Of((await api.GetSettingsAsync(cancellationToken)).Notifications);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        // The API takes the settings as a whole; the other parts stay as they are.
        var settings = await api.GetSettingsAsync(cancellationToken);
        var answer = await api.SaveSettingsAsync(settings with { Notifications = Input.ToSettings() }, cancellationToken);
        if (answer.Problem is { } problem)
        {
            ModelState.AddProblem(problem with { Errors = problem.Errors.ToDictionary(error => error.Key.Replace("notifications.", "", StringComparison.Ordinal), error => error.Value) }, Input);
            return Page();
        }

        this.Toast(null, "The settings of the notifications were saved.");
        return RedirectToPage();
    }
}
