using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using BorgUi.Contracts.Retention;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Display;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Repositories;

/// <summary>The rules of a prune, and what they come to, as it is typed; a prune that deletes most of the archives wants a yes.</summary>
internal sealed class PruneModel(BorgUiApi api) : PageModel
{
    private const int MostPlans = 500;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public PruneInput Input { get; set; } = new();

    public required RepositoryResponse Repository { get; set; }

    public IReadOnlyList<PlanResponse> Plans { get; private set; } = [];

    public PrunePreviewView Preview { get; private set; } = new(null, null);

    /// <param name="job">A prune whose rules are to be changed.</param>
    /// <param name="plan">The plan whose archives are meant.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public async Task<IActionResult> OnGetAsync(Guid? job, Guid? plan, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        Input = job is { } id && await FindAsync(id, cancellationToken) is { } request ? PruneInput.From(request) : PruneInput.Of(Plans, plan);
        Preview = await LookAsync(cancellationToken);
        return Page();
    }

    /// <summary>What the rules of the form come to, while they are typed.</summary>
    public async Task<PartialViewResult> OnPostPreviewAsync(CancellationToken cancellationToken) => this.Part("_PrunePreview", await LookAsync(cancellationToken));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        Preview = await LookAsync(cancellationToken);
        NoteMistakes();
        return await this.TryStartAsync(() => api.PruneRepositoryAsync(Id, Input.ToRequest(), cancellationToken), Input) ?? Page();
    }

    /// <summary>What the dry run <paramref name="job"/> has shown, for good.</summary>
    public async Task<IActionResult> OnPostNowAsync(Guid job, CancellationToken cancellationToken)
    {
        if (await FindAsync(job, cancellationToken) is not { } request)
        {
            return NotFound();
        }

        var answer = await api.PruneRepositoryAsync(Id, request with { DryRun = false }, cancellationToken);
        return this.AfterStart(answer, "The prune was queued.", $"/jobs/{job}");
    }

    private async Task<PrunePreviewView> LookAsync(CancellationToken cancellationToken)
    {
        if (Input.LacksPlan || !ModelState.IsValid)
        {
            return new(null, Input.LacksPlan ? "Choose the plan whose archives are meant." : "These rules cannot be read; give whole numbers.");
        }

        var answer = await api.PreviewPruneAsync(Id, Input.ToPreview(), cancellationToken);
        if (!answer.Succeeded)
        {
            ModelState.AddProblem(answer.Problem, Input);
        }

        return new(answer.Value, answer.Problem?.Reasons ?? answer.Problem?.Words);
    }

    // Without a plan the API would take all archives, and no rule at all it would refuse in the words of its fields.
    private void NoteMistakes()
    {
        if (Input.LacksPlan)
        {
            ModelState.AddModelError("Input.PlanId", "Choose the plan whose archives are meant.");
        }
        else if (Input.Rules.KeepsNothing)
        {
            ModelState.AddModelError("", "Nothing would be kept: give at least one rule.");
        }
        else if (Preview.Preview?.Outcome is { Risk: not null } outcome && !Input.Agreed)
        {
            ModelState.AddModelError("", $"{PruneWords.Risk(outcome)} Say yes to it below, or change the rules.");
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var repository = api.FindRepositoryAsync(Id, cancellationToken);
        var plans = api.ListPlansAsync(null, Id, MostPlans, 0, cancellationToken);
        await Task.WhenAll(repository, plans);
        if (await repository is not { } found)
        {
            return false;
        }

        (Repository, Plans) = (found, (await plans).Items);
        return true;
    }

    private async Task<PruneRepositoryRequest?> FindAsync(Guid job, CancellationToken cancellationToken) =>
        await api.FindJobAsync(job, cancellationToken) is { JobType: JobType.Prune } found && found.RepositoryId == Id
            ? JobFigures.Read(found.Request, ApiJson.Default.PruneRepositoryRequest)
            : null;
}
