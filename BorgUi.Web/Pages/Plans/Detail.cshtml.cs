using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using BorgUi.Contracts.Schedules;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Plans;

/// <summary>One plan: its form and what became of its newest jobs.</summary>
internal sealed class DetailModel(BorgUiApi api) : PageModel
{
    private const int Shown = 5;
    private const int MostSchedules = 50;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public PlanInput Input { get; set; } = new();

    public required PlanResponse Plan { get; set; }

    public IReadOnlyList<RepositoryResponse> Repositories { get; private set; } = [];

    public IReadOnlyList<JobResponse> Jobs { get; private set; } = [];

    public IReadOnlyList<ScheduledJobResponse> Schedules { get; private set; } = [];

    public PlanBackups Backups { get; private set; } = new(default, []);

    public UnusualBackups Unusual { get; private set; } = new(default, [], []);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        Input = PlanInput.From(Plan);
        return Page();
    }

    /// <summary>How fresh it is, once more, when jobs or alarms have changed.</summary>
    public async Task<IActionResult> OnGetFreshnessAsync(CancellationToken cancellationToken) =>
        await api.FindPlanAsync(Id, cancellationToken) is { } plan ? this.Part("_PlanFreshness", plan) : NotFound();

    public async Task<IActionResult> OnGetProofAsync(CancellationToken cancellationToken) =>
        await api.FindPlanAsync(Id, cancellationToken) is { } plan ? this.Part("_PlanProof", plan) : NotFound();

    public async Task<IActionResult> OnGetBackupsAsync(CancellationToken cancellationToken) =>
        this.Part("_PlanBackups", new PlanBackups(Id, (await api.ListPlanBackupsAsync(Id, unusual: false, PlanBackups.Charted, cancellationToken)).Items));

    public async Task<IActionResult> OnGetUnusualAsync(CancellationToken cancellationToken)
    {
        await LoadBackupsAsync(cancellationToken);
        return this.Part("_UnusualBackups", Unusual);
    }

    /// <summary>Somebody looked at the unusual backups up to this one.</summary>
    public async Task<IActionResult> OnPostLookedAsync(Guid archive, CancellationToken cancellationToken)
    {
        this.Toast(await api.LookAtBackupsAsync(Id, new() { ArchiveId = archive }, cancellationToken), "Noted. What waited to be pruned goes on.");
        return RedirectToPage(new { Id });
    }

    public async Task<IActionResult> OnPostDrillAsync(CancellationToken cancellationToken) =>
        this.AfterStart(await api.DrillPlanAsync(Id, cancellationToken), "The restore drill was queued.", $"/plans/{Id}");

    public async Task<IActionResult> OnPostAsync([FromForm(Name = HookRows.Button)] string? hookButton, CancellationToken cancellationToken)
    {
        if (HookRows.Change(Input.Hooks, hookButton))
        {
            ModelState.Clear();
            return await LoadAsync(cancellationToken) ? Page() : NotFound();
        }

        var answer = await api.UpdatePlanAsync(Id, Input.ToRequest(), cancellationToken);
        if (answer.Succeeded)
        {
            this.Toast(null, "The plan was saved.");
            return RedirectToPage(new { Id });
        }

        ModelState.AddProblem(answer.Problem, Input);
        return await LoadAsync(cancellationToken) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken cancellationToken)
    {
        var problem = await api.DeletePlanAsync(Id, cancellationToken);
        this.Toast(problem, "The plan was deleted. Its archives stay.");
        return problem is null ? RedirectToPage("/Plans/Index") : RedirectToPage(new { Id });
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var plan = api.FindPlanAsync(Id, cancellationToken);
        var repositories = api.ListRepositoryChoicesAsync(cancellationToken);
        var jobs = api.ListJobsAsync(new JobFilter { PlanId = Id }, Shown, 0, cancellationToken);
        var schedules = api.ListSchedulesAsync(null, Id, MostSchedules, 0, cancellationToken);
        await Task.WhenAll(plan, repositories, jobs, schedules);
        if (await plan is not { } found)
        {
            return false;
        }

        await LoadBackupsAsync(cancellationToken);

        (Plan, Repositories, Jobs, Schedules) = (found, await repositories, (await jobs).Items, (await schedules).Items);
        return true;
    }

    private async Task LoadBackupsAsync(CancellationToken cancellationToken)
    {
        var newest = api.ListPlanBackupsAsync(Id, unusual: false, PlanBackups.Charted, cancellationToken);
        var unusual = api.ListPlanBackupsAsync(Id, unusual: true, PlanBackups.Charted, cancellationToken);
        await Task.WhenAll(newest, unusual);
        (Backups, Unusual) = (new(Id, (await newest).Items), new(Id, (await unusual).Items, (await newest).Items));
    }
}
