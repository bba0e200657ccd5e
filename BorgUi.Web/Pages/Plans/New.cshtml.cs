using BorgUi.Contracts.Repositories;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Plans;

internal sealed class NewModel(BorgUiApi api) : PageModel
{
    [BindProperty]
    public PlanInput Input { get; set; } = new();

    public IReadOnlyList<RepositoryResponse> Repositories { get; private set; } = [];

    /// <param name="borgui">The plan is to be for BorgUi itself.</param>
    public async Task OnGetAsync(Guid? repository, bool borgui, CancellationToken cancellationToken)
    {
        Input = borgui ? PlanInput.OfBorgui() : Input;
        Input.RepositoryId = repository;
        Input.Retention = KeepInput.From(KeepInput.Usual);
        await LoadAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync([FromForm(Name = HookRows.Button)] string? hookButton, CancellationToken cancellationToken)
    {
        if (HookRows.Change(Input.Hooks, hookButton))
        {
            ModelState.Clear();
            await LoadAsync(cancellationToken);
            return Page();
        }

        var answer = await api.CreatePlanAsync(Input.ToRequest(), cancellationToken);
        if (answer.Succeeded)
        {
            return Made(answer.Value.Id);
        }

        ModelState.AddProblem(answer.Problem, Input);
        await LoadAsync(cancellationToken);
        return Page();
    }

    private RedirectToPageResult Made(Guid id)
    {
        // Nobody remembers to back BorgUi up by hand.
        this.Toast(null, Input.IncludesBorgui ? "The plan was made. Say when it runs: each night is proposed." : "The plan was made. Back it up now to see that it works.");
        return Input.IncludesBorgui ? RedirectToPage("/Schedules/New", new { plan = id }) : RedirectToPage("/Plans/Detail", new { id });
    }

    private async Task LoadAsync(CancellationToken cancellationToken) =>
        Repositories = await api.ListRepositoryChoicesAsync(cancellationToken);
}
