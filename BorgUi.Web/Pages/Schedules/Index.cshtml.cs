using BorgUi.Contracts.Schedules;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Schedules;

/// <summary>All schedules, and the coming week.</summary>
internal sealed class IndexModel(BorgUiApi api) : PageModel
{
    private const int PageSize = 50;
    private const int Days = 7;

    [BindProperty(SupportsGet = true, Name = "")]
    public ListRequest Asked { get; set; } = new();

    public required Listing<ScheduledJobResponse> List { get; set; }

    public IReadOnlyList<UpcomingRun> Coming { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var coming = api.ListUpcomingRunsAsync(Days, cancellationToken);
        List = await LoadAsync(cancellationToken);
        Coming = await coming;
    }

    public async Task<PartialViewResult> OnGetListAsync(CancellationToken cancellationToken) =>
        this.Part("_ScheduleList", await LoadAsync(cancellationToken));

    public async Task<IActionResult> OnPostRunAsync(Guid id, CancellationToken cancellationToken) =>
        this.AfterStart(await api.RunScheduleNowAsync(id, cancellationToken), "It was queued.", "/schedules");

    /// <summary>Enables or disables one schedule, or all of them.</summary>
    public async Task<IActionResult> OnPostSwitchAsync(Guid? id, bool enable, CancellationToken cancellationToken)
    {
        var answer = await api.SwitchSchedulesAsync(enable, id is { } one ? [one] : null, cancellationToken);
        this.Toast(answer.Problem, (enable, id is null) switch
        {
            (true, false) => "The schedule is enabled. It counts from now.",
            (true, true) => "All schedules are enabled. They count from now.",
            (false, false) => "The schedule is disabled.",
            (false, true) => "All schedules are disabled. Nothing begins by itself until they are enabled again.",
        });
        return RedirectToPage();
    }

    private Task<Listing<ScheduledJobResponse>> LoadAsync(CancellationToken cancellationToken) => Asked.LoadAsync(
        Request, PageSize, (limit, offset) => api.ListSchedulesAsync(Asked.Search, null, limit, offset, cancellationToken));
}
