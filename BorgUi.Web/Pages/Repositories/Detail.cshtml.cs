using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using BorgUi.Contracts.Signals;
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

    private string Here => $"/repositories/{Id}";

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

    public async Task<IActionResult> OnPostSyncAsync(CancellationToken cancellationToken) =>
        this.AfterStart(await api.SyncRepositoryAsync(Id, cancellationToken), "The repository is being read.", Here);

    public async Task<IActionResult> OnPostTestAsync(CancellationToken cancellationToken) =>
        this.AfterStart(await api.TestRepositoryAsync(Id, cancellationToken), "The test was queued.", Here);

    public async Task<IActionResult> OnPostCompactAsync(CancellationToken cancellationToken) =>
        this.AfterStart(await api.CompactRepositoryAsync(Id, cancellationToken), "The compaction was queued.", Here);

    public async Task<IActionResult> OnPostBreakLockAsync(CancellationToken cancellationToken) =>
        this.AfterStart(await api.BreakLockAsync(Id, cancellationToken), "The lock is being broken.", Here);

    public async Task<IActionResult> OnPostExportKeyAsync(CancellationToken cancellationToken) =>
        this.AfterStart(await api.ExportKeyAsync(Id, cancellationToken), "The key is being exported.", Here);

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
        var active = api.ListJobsAsync(
            new JobFilter { RepositoryId = Id, Statuses = [JobStatus.Running, JobStatus.Pending] }, Shown, 0, cancellationToken);
        var growth = api.FindGrowthAsync(Id, cancellationToken);
        await Task.WhenAll(repository, plans, archives, jobs, active, growth);
        return await repository is { } found
            ? new RepositoryView(found, (await plans).Items, (await archives).Items, (await jobs).Items, RunningFirst((await active).Items), await growth)
            : null;
    }

    private static IReadOnlyList<JobResponse> RunningFirst(IReadOnlyList<JobResponse> jobs) =>
        [.. jobs.OrderBy(job => job.Status == JobStatus.Running ? 0 : 1)];
}

internal sealed record RepositoryView(
    RepositoryResponse Repository,
    IReadOnlyList<PlanResponse> Plans,
    IReadOnlyList<ArchiveResponse> Archives,
    IReadOnlyList<JobResponse> Jobs,
    IReadOnlyList<JobResponse> Active,
    RepositoryGrowth? Growth);
