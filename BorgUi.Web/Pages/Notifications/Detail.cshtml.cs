using BorgUi.Contracts.Notifications;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Notifications;

/// <summary>One channel: a test, its form, and a way to delete it.</summary>
internal sealed class DetailModel(BorgUiApi api) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public ChannelInput Input { get; set; } = new();

    public required ChannelResponse Channel { get; set; }

    public required ChannelFields Fields { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        Input = ChannelInput.From(Channel);
        Fields = Fields with { Input = Input };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (ModelState.IsValid)
        {
            var answer = await api.UpdateChannelAsync(Id, Input.ToRequest(), cancellationToken);
            if (answer.Succeeded)
            {
                this.Toast(null, "The channel was saved.");
                return RedirectToPage(new { Id });
            }

            ModelState.AddProblem(answer.Problem, Input);
        }

        return await LoadAsync(cancellationToken) ? Page() : NotFound();
    }

    /// <summary>Sends a message as the channel is stored, and shows what the target said in place.</summary>
    public async Task<PartialViewResult> OnPostTestAsync(CancellationToken cancellationToken) =>
        this.Part("_TestResult", await api.TestChannelAsync(Id, cancellationToken));

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken cancellationToken)
    {
        var problem = await api.DeleteChannelAsync(Id, cancellationToken);
        this.Toast(problem, "The channel was deleted.");
        return problem is null ? RedirectToPage("/Notifications/Index") : RedirectToPage(new { Id });
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await api.FindChannelAsync(Id, cancellationToken) is not { } found)
        {
            return false;
        }

        Channel = found;
        Fields = await ChannelFields.LoadAsync(api, Input, cancellationToken);
        return true;
    }
}
