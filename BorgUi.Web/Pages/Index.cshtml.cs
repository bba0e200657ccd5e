using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Schedules;
using BorgUi.Contracts.Stats;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages;

/// <summary>The glance: is everything all right, and if not, what first.</summary>
internal sealed class IndexModel(BorgUiApi api) : PageModel
{
    private const int MostRunning = 6;

    public required Overview Overview { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => Overview = await LoadAsync(cancellationToken);

    /// <summary>The whole of it once more, when jobs or alarms have changed.</summary>
    public async Task<PartialViewResult> OnGetOverviewAsync(CancellationToken cancellationToken) =>
        this.Part("_Overview", await LoadAsync(cancellationToken));

    private async Task<Overview> LoadAsync(CancellationToken cancellationToken)
    {
        var figures = api.GetDashboardAsync(cancellationToken);
        var running = api.ListJobsAsync(new JobFilter { Statuses = [JobStatus.Running] }, MostRunning, 0, cancellationToken);
        var upcoming = api.ListUpcomingRunsAsync(days: 1, cancellationToken);
        await Task.WhenAll(figures, running, upcoming);
        return new Overview(await figures, (await running).Items, await upcoming);
    }
}

/// <param name="Upcoming">What is due in the next 24 hours.</param>
internal sealed record Overview(DashboardResponse Figures, IReadOnlyList<JobResponse> Running, IReadOnlyList<UpcomingRun> Upcoming);
