using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Display;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Repositories;

/// <summary>
/// The rules of a prune, and its way: the form starts a dry run, the page of that job shows what it found, and from there the very
/// same request is sent without the dry run.
/// </summary>
internal sealed class PruneModel(BorgUiApi api) : PageModel
{
    private const int MostPlans = 500;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public PruneInput Input { get; set; } = new();

    public required RepositoryResponse Repository { get; set; }

    public IReadOnlyList<PlanResponse> Plans { get; private set; } = [];

    /// <param name="job">A prune whose rules are to be changed.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    public async Task<IActionResult> OnGetAsync(Guid? job, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        Input = job is { } id && await FindAsync(id, cancellationToken) is { } request ? PruneInput.From(request) : PruneInput.Usual(Plans);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        NoteMistakes();
        return await this.TryStartAsync(() => api.PruneRepositoryAsync(Id, Input.ToDryRun(), cancellationToken), Input) ?? Page();
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

    // The API refuses the same, but in the words of its fields.
    private void NoteMistakes()
    {
        if (Input is { Series: PruneSeries.Plan, PlanId: null })
        {
            ModelState.AddModelError("Input.PlanId", "Choose the plan whose archives are meant.");
        }

        if (Input.KeepsNothing)
        {
            ModelState.AddModelError("", "Nothing would be kept: give at least one rule.");
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
