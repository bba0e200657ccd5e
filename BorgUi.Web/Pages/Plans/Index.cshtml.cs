using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace BorgUi.Web.Pages.Plans;

/// <summary>All plans, and the button that backs one up now.</summary>
internal sealed class IndexModel(BorgUiApi api) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? P { get; set; }

    public required PlanList List { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => List = await LoadAsync(cancellationToken);

    public async Task<PartialViewResult> OnGetListAsync(CancellationToken cancellationToken) => new()
    {
        ViewName = "_PlanList",
        ViewData = new ViewDataDictionary<PlanList>(ViewData, await LoadAsync(cancellationToken)),
    };

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

    private async Task<PlanList> LoadAsync(CancellationToken cancellationToken)
    {
        var paging = new Paging(P, PageSize, Request);
        var plans = await api.ListPlansAsync(Search, null, PageSize, paging.Offset, cancellationToken);
        return new PlanList(plans, paging.Of(plans), !string.IsNullOrWhiteSpace(Search));
    }
}

internal sealed record PlanList(Page<PlanResponse> Plans, Pager Pager, bool IsFiltered);
