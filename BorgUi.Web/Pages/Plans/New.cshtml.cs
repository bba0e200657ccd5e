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

    public async Task OnGetAsync(Guid? repository, CancellationToken cancellationToken)
    {
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
            this.Toast(null, "The plan was made. Back it up now to see that it works.");
            return RedirectToPage("/Plans/Detail", new { id = answer.Value.Id });
        }

        ModelState.AddProblem(answer.Problem, Input);
        await LoadAsync(cancellationToken);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken) =>
        Repositories = await api.ListRepositoryChoicesAsync(cancellationToken);
}
