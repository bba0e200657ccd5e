using BorgUi.Contracts.Schedules;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Schedules;

/// <summary>One schedule: its form, and what became of its due times.</summary>
internal sealed class DetailModel(BorgUiApi api) : PageModel
{
    private const int Shown = 20;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public ScheduleInput Input { get; set; } = new();

    public required ScheduledJobResponse Schedule { get; set; }

    public required ScheduleFields Fields { get; set; }

    public IReadOnlyList<DueTimeResponse> DueTimes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        Input = ScheduleInput.From(Schedule);
        Fields = Fields with { Input = Input };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (ModelState.IsValid)
        {
            var answer = await api.UpdateScheduleAsync(Id, Input.ToRequest(), cancellationToken);
            if (answer.Succeeded)
            {
                this.Toast(null, "The schedule was saved.");
                return RedirectToPage(new { Id });
            }

            ModelState.AddProblem(answer.Problem, Input);
        }

        return await LoadAsync(cancellationToken) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken cancellationToken)
    {
        var problem = await api.DeleteScheduleAsync(Id, cancellationToken);
        this.Toast(problem, "The schedule was deleted.");
        return problem is null ? RedirectToPage("/Schedules/Index") : RedirectToPage(new { Id });
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await api.FindScheduleAsync(Id, cancellationToken) is not { } found)
        {
            return false;
        }

        Schedule = found;
        Fields = await ScheduleFields.LoadAsync(api, Input, found.Name, cancellationToken);
        DueTimes = (await api.ListDueTimesAsync(Id, Shown, cancellationToken)).Items;
        return true;
    }
}
