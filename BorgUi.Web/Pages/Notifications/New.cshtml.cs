using BorgUi.Contracts.Notifications;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Notifications;

/// <summary>First the kind of the channel, then its form.</summary>
internal sealed class NewModel(BorgUiApi api) : PageModel
{
    [BindProperty]
    public ChannelInput Input { get; set; } = new();

    /// <summary>Null until a kind is chosen.</summary>
    public ChannelFields? Fields { get; private set; }

    public async Task OnGetAsync(ChannelKind? kind, CancellationToken cancellationToken)
    {
        if (kind is { } chosen && Enum.IsDefined(chosen))
        {
            Input = ChannelInput.New(chosen);
            Fields = await ChannelFields.LoadAsync(api, Input, cancellationToken);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (ModelState.IsValid)
        {
            var answer = await api.CreateChannelAsync(Input.ToRequest(), cancellationToken);
            if (answer.Succeeded)
            {
                this.Toast(null, "The channel was made. Send a test to see that it gets through.");
                return RedirectToPage("/Notifications/Detail", new { id = answer.Value.Id });
            }

            ModelState.AddProblem(answer.Problem, Input);
        }

        Fields = await ChannelFields.LoadAsync(api, Input, cancellationToken);
        return Page();
    }
}
