using BorgUi.Contracts;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace BorgUi.Web.Pages.Jobs;

/// <summary>What runs now, and the history behind filters that live in the address.</summary>
internal sealed class IndexModel(BorgUiApi api) : PageModel
{
    private const int PageSize = 50;
    private const int MostCards = 24;

    [BindProperty(SupportsGet = true)]
    public JobStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public JobType? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Repository { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Plan { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? P { get; set; }

    public required JobHistory History { get; set; }

    public required ActiveJobs Active { get; set; }

    public IReadOnlyList<RepositoryResponse> Repositories { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var active = LoadActiveAsync(cancellationToken);
        var history = LoadHistoryAsync(cancellationToken);
        var repositories = api.ListRepositoriesAsync(null, 200, 0, cancellationToken);
        await Task.WhenAll(active, history, repositories);
        (Active, History, Repositories) = (await active, await history, (await repositories).Items);
    }

    public async Task<PartialViewResult> OnGetActiveAsync(CancellationToken cancellationToken) =>
        Part("_ActiveJobs", await LoadActiveAsync(cancellationToken));

    public async Task<PartialViewResult> OnGetHistoryAsync(CancellationToken cancellationToken) =>
        Part("_JobHistory", await LoadHistoryAsync(cancellationToken));

    private async Task<ActiveJobs> LoadActiveAsync(CancellationToken cancellationToken)
    {
        var filter = new JobFilter { Statuses = [JobStatus.Running, JobStatus.Pending] };
        var jobs = await api.ListJobsAsync(filter, MostCards, 0, cancellationToken);
        return new ActiveJobs([.. jobs.Items.OrderBy(job => job.Status == JobStatus.Running ? 0 : 1)], jobs.Total);
    }

    private async Task<JobHistory> LoadHistoryAsync(CancellationToken cancellationToken)
    {
        var paging = new Paging(P, PageSize, Request);
        var filter = new JobFilter
        {
            Statuses = Status is { } status ? [status] : [],
            Type = Kind,
            RepositoryId = Repository,
            PlanId = Plan,
            From = From?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
            To = To?.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc),
            Search = Search,
        };
        var jobs = await api.ListJobsAsync(filter, PageSize, paging.Offset, cancellationToken);
        return new JobHistory(jobs, paging.Of(jobs), IsFiltered: filter != new JobFilter());
    }

    private PartialViewResult Part<T>(string name, T model) =>
        new() { ViewName = name, ViewData = new ViewDataDictionary<T>(ViewData, model) };
}

/// <summary>Jobs that run or wait; only the first ones are shown as cards.</summary>
internal sealed record ActiveJobs(IReadOnlyList<JobResponse> Jobs, long Total);

internal sealed record JobHistory(Page<JobResponse> Jobs, Pager Pager, bool IsFiltered);
