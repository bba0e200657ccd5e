using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Plans;

/// <summary>All plans, and the button that backs one up now.</summary>
internal sealed class IndexModel(BorgUiApi api) : PageModel
{
    /// <summary>The word for everything that is not as it should be.</summary>
    public const string NotFresh = "NotFresh";

    private const int PageSize = 50;

    private static readonly FreshnessStatus[] Wrong = [FreshnessStatus.Late, FreshnessStatus.Overdue, FreshnessStatus.Failing, FreshnessStatus.Unproven];

    [BindProperty(SupportsGet = true, Name = "")]
    public ListRequest Asked { get; set; } = new();

    /// <summary>A status, or <see cref="NotFresh"/>; all plans when it is empty.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Freshness { get; set; }

    public required Listing<PlanResponse> List { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => List = await LoadAsync(cancellationToken);

    public async Task<PartialViewResult> OnGetListAsync(CancellationToken cancellationToken) =>
        this.Part("_PlanList", await LoadAsync(cancellationToken));

    /// <summary>Queues a backup and goes to its job; with htmx the browser is sent there, without it follows a redirect.</summary>
    public async Task<IActionResult> OnPostRunAsync(Guid id, CancellationToken cancellationToken)
    {
        var answer = await api.StartBackupAsync(new CreateBackupJobRequest { PlanId = id }, cancellationToken);
        if (!Htmx.IsRequest(Request))
        {
            this.Toast(answer.Problem, "The backup was queued.");
            return answer.Value is { } started ? RedirectToPage("/Jobs/Detail", new { id = started.JobId }) : RedirectToPage("/Plans/Index");
        }

        if (!answer.Succeeded)
        {
            Htmx.Toast(Response, answer.Problem.Words);
            return StatusCode(answer.Problem.Status);
        }

        Htmx.Redirect(Response, $"/jobs/{answer.Value.JobId}");
        return StatusCode(StatusCodes.Status202Accepted);
    }

    private Task<Listing<PlanResponse>> LoadAsync(CancellationToken cancellationToken)
    {
        FreshnessStatus[] statuses = Freshness == NotFresh ? Wrong : Enum.TryParse<FreshnessStatus>(Freshness, ignoreCase: true, out var status) ? [status] : [];
        return Asked.LoadAsync(
            Request, PageSize, (limit, offset) => api.ListPlansAsync(Asked.Search, null, statuses, limit, offset, cancellationToken), hasFilters: statuses.Length > 0);
    }
}
