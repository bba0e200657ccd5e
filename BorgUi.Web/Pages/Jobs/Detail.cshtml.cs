using BorgUi.Contracts.Jobs;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Jobs;

/// <summary>One job: what it does or did, why it failed and what helps, and its log.</summary>
internal sealed class DetailModel(BorgUiApi api) : PageModel
{
    private const int LogLines = 1000;
    private const int DifferencesAtOnce = 100;

    // Four steps and their retries.
    private const int MostOfChain = 100;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public required JobResponse Job { get; set; }

    /// <summary>Null when the job belongs to no chain.</summary>
    public JobChain? Chain { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await api.FindJobAsync(Id, cancellationToken) is not { } job)
        {
            return NotFound();
        }

        (Job, Chain) = (job, await FindChainAsync(job, cancellationToken));
        return Page();
    }

    /// <summary>The part that changes with the state of the job.</summary>
    public async Task<IActionResult> OnGetStateAsync(CancellationToken cancellationToken) =>
        await api.FindJobAsync(Id, cancellationToken) is { } job
            ? this.Part("_JobState", job)
            : NotFound();

    /// <summary>The strip of the job's chain, which changes with any of its jobs.</summary>
    public async Task<IActionResult> OnGetChainAsync(CancellationToken cancellationToken) =>
        await api.FindJobAsync(Id, cancellationToken) is { } job && await FindChainAsync(job, cancellationToken) is { } chain
            ? this.Part("_JobChain", chain)
            : NotFound();

    /// <summary>Log lines after a number, for js/job-log.js.</summary>
    public async Task<IActionResult> OnGetLogAsync(long after, CancellationToken cancellationToken) =>
        await api.FindJobLogAsync(Id, Math.Max(0, after), LogLines, cancellationToken) is { } log
            ? new JsonResult(log, ApiJson.Default.Options)
            : NotFound();

    /// <summary>The whole log as a text file.</summary>
    public async Task<IActionResult> OnGetTextAsync(CancellationToken cancellationToken) =>
        await api.OpenJobLogTextAsync(Id, cancellationToken) is { } text
            ? File(text, "text/plain; charset=utf-8", $"borgui-job-{Id}.log")
            : NotFound();

    /// <summary>What became of the files of a restore.</summary>
    public async Task<IActionResult> OnGetReportAsync(CancellationToken cancellationToken) =>
        this.Part("_RestoreReport", await RestoreReport.FindAsync(api, Id, cancellationToken));

    /// <summary>The same for each file, as CSV.</summary>
    public async Task<IActionResult> OnGetReportFileAsync(CancellationToken cancellationToken) =>
        await api.OpenRestoreReportAsync(Id, cancellationToken) is { } text
            ? File(text, "text/csv; charset=utf-8", $"borgui-restore-{Id}.csv")
            : NotFound();

    /// <summary>What a comparison found, as far as the filter wants it.</summary>
    public async Task<IActionResult> OnGetDifferencesAsync(DifferenceChange? change, string? search, CancellationToken cancellationToken) =>
        await FindDifferencesAsync(new(change, search), null, cancellationToken) is { } list ? this.Part("_DifferenceList", list) : NotFound();

    /// <summary>The next rows of it.</summary>
    public async Task<IActionResult> OnGetDifferenceRowsAsync(DifferenceChange? change, string? search, string? cursor, CancellationToken cancellationToken) =>
        await FindDifferencesAsync(new(change, search), cursor, cancellationToken) is { } list ? this.Part("_DifferenceRows", list) : NotFound();

    /// <summary>All of it, as CSV.</summary>
    public async Task<IActionResult> OnGetDifferencesFileAsync(DifferenceChange? change, string? search, CancellationToken cancellationToken) =>
        await api.OpenDifferencesAsync(Id, new(change, search), cancellationToken) is { } text
            ? File(text, "text/csv; charset=utf-8", $"borgui-differences-{Id}.csv")
            : NotFound();

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken cancellationToken)
    {
        var answer = await api.CancelJobAsync(Id, cancellationToken);
        this.Toast(answer.Problem, "The job is being cancelled.");
        return RedirectToPage(new { Id });
    }

    public async Task<IActionResult> OnPostPauseAsync(CancellationToken cancellationToken)
    {
        var answer = await api.PauseJobAsync(Id, cancellationToken);
        this.Toast(answer.Problem, "The job is being paused.");
        return RedirectToPage(new { Id });
    }

    /// <summary>Goes on with a paused or interrupted job, or does a failed or cancelled one again in a new job.</summary>
    public async Task<IActionResult> OnPostStartAsync(CancellationToken cancellationToken)
    {
        var answer = await api.StartJobAsync(Id, cancellationToken);
        this.Toast(answer.Problem, answer.Value?.Message ?? "");
        return RedirectToPage(new { Id = answer.Value?.JobId ?? Id });
    }

    public async Task<IActionResult> OnPostDismissAsync(CancellationToken cancellationToken)
    {
        var answer = await api.DismissJobsAsync(new DismissJobsRequest { JobIds = [Id] }, cancellationToken);
        this.Toast(answer.Problem, "The job was dismissed.");
        return RedirectToPage(new { Id });
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken cancellationToken)
    {
        var problem = await api.DeleteJobAsync(Id, cancellationToken);
        this.Toast(problem, "The job and its log were deleted.");
        return problem is null ? RedirectToPage("/Jobs/Index") : RedirectToPage(new { Id });
    }

    /// <summary>The same backup once more.</summary>
    public async Task<IActionResult> OnPostAgainAsync(Guid planId, CancellationToken cancellationToken)
    {
        var answer = await api.StartBackupAsync(new CreateBackupJobRequest { PlanId = planId }, cancellationToken);
        this.Toast(answer.Problem, "The backup was started.");
        return RedirectToPage(new { Id = answer.Value?.JobId ?? Id });
    }

    private async Task<DifferenceList?> FindDifferencesAsync(DifferenceFilter filter, string? cursor, CancellationToken cancellationToken) =>
        await api.FindJobAsync(Id, cancellationToken) is { } job && await api.FindDifferencesAsync(Id, filter, DifferencesAtOnce, cursor, cancellationToken) is { } page
            ? new(job, page, Request)
            : null;

    private async Task<JobChain?> FindChainAsync(JobResponse job, CancellationToken cancellationToken) => job.ChainId is { } chainId
        ? JobChain.Of(job, (await api.ListJobsAsync(new JobFilter { ChainId = chainId }, MostOfChain, 0, cancellationToken)).Items)
        : null;
}
