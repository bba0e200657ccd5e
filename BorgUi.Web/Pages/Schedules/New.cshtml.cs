using BorgUi.Contracts.Schedules;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Schedules;

internal sealed class NewModel(BorgUiApi api) : PageModel
{
    [BindProperty]
    public ScheduleInput Input { get; set; } = new();

    public required ScheduleFields Fields { get; set; }

    /// <param name="plan">What it is to be for, when it is asked for from there.</param>
    public async Task OnGetAsync(Guid? plan, Guid? repository, ScheduledOperation? operation, CancellationToken cancellationToken)
    {
        Input = new() { PlanId = plan, RepositoryId = repository, Operation = operation ?? (repository is null ? ScheduledOperation.Backup : ScheduledOperation.Check) };
        Fields = await ScheduleFields.LoadAsync(api, Input, null, cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (ModelState.IsValid)
        {
            var answer = await api.CreateScheduleAsync(Input.ToRequest(), cancellationToken);
            if (answer.Succeeded)
            {
                this.Toast(null, "The schedule was made.");
                return RedirectToPage("/Schedules/Detail", new { id = answer.Value.Id });
            }

            ModelState.AddProblem(answer.Problem, Input);
        }

        Fields = await ScheduleFields.LoadAsync(api, Input, null, cancellationToken);
        return Page();
    }

    /// <summary>The next times of what stands in the form, while it is filled in.</summary>
    public async Task<PartialViewResult> OnPostPreviewAsync(CancellationToken cancellationToken)
    {
        var request = Input.ToRequest();
        return this.Part("_NextTimes", new NextTimes(await api.PreviewScheduleAsync(request, cancellationToken), request.TimeZone));
    }
}

/// <summary>What the API answered to a form that is being filled in.</summary>
internal sealed record NextTimes(ApiAnswer<SchedulePreview> Answer, string? TimeZone);
