using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Jobs;

/// <summary>What runs now, and the history behind filters that live in the address.</summary>
internal sealed class IndexModel(BorgUiApi api) : PageModel
{
    private const int PageSize = 50;
    private const int MostCards = 24;

    [BindProperty(SupportsGet = true, Name = "")]
    public ListRequest Asked { get; set; } = new();

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

    /// <summary>Whether more than the search is filtered, so that the other filters have to be seen.</summary>
    public bool IsNarrowed => Status is not null || Kind is not null || Repository is not null || From is not null || To is not null;

    public required Listing<JobResponse> History { get; set; }

    public required ActiveJobs Active { get; set; }

    public IReadOnlyList<RepositoryResponse> Repositories { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var active = LoadActiveAsync(cancellationToken);
        var history = LoadHistoryAsync(cancellationToken);
        var repositories = api.ListRepositoryChoicesAsync(cancellationToken);
        await Task.WhenAll(active, history, repositories);
        (Active, History, Repositories) = (await active, await history, await repositories);
    }

    public async Task<PartialViewResult> OnGetActiveAsync(CancellationToken cancellationToken) =>
        this.Part("_ActiveJobs", await LoadActiveAsync(cancellationToken));

    public async Task<PartialViewResult> OnGetHistoryAsync(CancellationToken cancellationToken) =>
        this.Part("_JobHistory", await LoadHistoryAsync(cancellationToken));

    /// <summary>What the filters leave, all pages of it.</summary>
    public async Task<FileStreamResult> OnGetCsvAsync(CancellationToken cancellationToken) =>
        File(await api.OpenJobsCsvAsync(Filter(), cancellationToken), "text/csv; charset=utf-8", "borgui-jobs.csv");

    private async Task<ActiveJobs> LoadActiveAsync(CancellationToken cancellationToken)
    {
        var filter = new JobFilter { Statuses = [JobStatus.Running, JobStatus.Pending, JobStatus.Paused] };
        var jobs = await api.ListJobsAsync(filter, MostCards, 0, cancellationToken);
        return new ActiveJobs([.. jobs.Items.OrderBy(job => job.Status == JobStatus.Running ? 0 : 1)], jobs.Total);
    }

    private Task<Listing<JobResponse>> LoadHistoryAsync(CancellationToken cancellationToken)
    {
        var filter = Filter();
        return Asked.LoadAsync(
            Request, PageSize, (limit, offset) => api.ListJobsAsync(filter, limit, offset, cancellationToken), hasFilters: filter != new JobFilter());
    }

    private JobFilter Filter() => new()
    {
        Statuses = Status is { } status ? [status] : [],
        Type = Kind,
        RepositoryId = Repository,
        PlanId = Plan,
        From = From?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        To = To?.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc),
        Search = Asked.Search,
    };
}

/// <summary>Jobs that run or wait; only the first ones are shown as cards.</summary>
internal sealed record ActiveJobs(IReadOnlyList<JobResponse> Jobs, long Total);
