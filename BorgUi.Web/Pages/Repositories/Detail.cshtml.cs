using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Repositories;

/// <summary>One repository: its state, what is in it, what fills it.</summary>
internal sealed class DetailModel(BorgUiApi api) : PageModel
{
    private const int Shown = 5;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public required RepositoryView View { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is not { } view)
        {
            return NotFound();
        }

        View = view;
        return Page();
    }

    public async Task<IActionResult> OnGetStateAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) is { } view
            ? this.Part("_RepositoryState", view)
            : NotFound();

    public async Task<IActionResult> OnPostSyncAsync(CancellationToken cancellationToken)
    {
        var answer = await api.SyncRepositoryAsync(Id, cancellationToken);
        this.Toast(answer.Problem, "The repository is being read.");
        return answer.Value is { } job ? RedirectToPage("/Jobs/Detail", new { id = job.JobId }) : RedirectToPage(new { Id });
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken cancellationToken)
    {
        var problem = await api.DeleteRepositoryAsync(Id, cancellationToken);
        this.Toast(problem, "The repository was forgotten. Its data is where it was.");
        return problem is null ? RedirectToPage("/Repositories/Index") : RedirectToPage(new { Id });
    }

    private async Task<RepositoryView?> LoadAsync(CancellationToken cancellationToken)
    {
        var repository = api.FindRepositoryAsync(Id, cancellationToken);
        var plans = api.ListPlansAsync(null, Id, 50, 0, cancellationToken);
        var archives = api.ListArchivesAsync(Id, null, Shown, 0, cancellationToken);
        var jobs = api.ListJobsAsync(new JobFilter { RepositoryId = Id }, Shown, 0, cancellationToken);
        await Task.WhenAll(repository, plans, archives, jobs);
        return await repository is { } found
            ? new RepositoryView(found, (await plans).Items, (await archives).Items, (await jobs).Items)
            : null;
    }
}

internal sealed record RepositoryView(
    RepositoryResponse Repository,
    IReadOnlyList<PlanResponse> Plans,
    IReadOnlyList<ArchiveResponse> Archives,
    IReadOnlyList<JobResponse> Jobs);
