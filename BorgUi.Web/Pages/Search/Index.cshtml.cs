using BorgUi.Contracts;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using BorgUi.Web.ApiClient;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Search;

/// <summary>One question to everything that has a name. Each kind shows its first finds and leads to its own list for the rest.</summary>
internal sealed class IndexModel(BorgUiApi api) : PageModel
{
    private const int Shown = 5;

    private static readonly SearchResponse NoFiles = new() { Items = [], More = false, UnindexedArchives = 0 };

    /// <summary>What is looked for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Null until something is looked for.</summary>
    public Finds? Finds { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Q = Q?.Trim();
        if (string.IsNullOrEmpty(Q))
        {
            return;
        }

        var plans = api.ListPlansAsync(Q, null, Shown, 0, cancellationToken);
        var repositories = api.ListRepositoriesAsync(Q, Shown, 0, cancellationToken);
        var archives = api.ListArchivesAsync(null, Q, Shown, 0, cancellationToken);
        var jobs = api.ListJobsAsync(new JobFilter { Search = Q }, Shown, 0, cancellationToken);
        var files = api.SearchFilesAsync(new FileFilter { Q = Q }, Shown, null, cancellationToken);
        await Task.WhenAll(plans, repositories, archives, jobs, files);
        // A word that is too short for files may still be the name of a plan.
        Finds = new Finds(await plans, await repositories, await archives, await jobs, (await files).Value ?? NoFiles);
    }
}

/// <summary>What was found, by kind.</summary>
internal sealed record Finds(
    Page<PlanResponse> Plans, Page<RepositoryResponse> Repositories, Page<ArchiveResponse> Archives, Page<JobResponse> Jobs, SearchResponse Files)
{
    public long Total => Plans.Total + Repositories.Total + Archives.Total + Jobs.Total + Files.Items.Count;
}

/// <summary>The head over the finds of one kind: how many, and the way to all of them.</summary>
internal sealed record FindsHead(string Title, string List, string Asked, long Total, bool TotalIsEstimate, int Shown)
{
    public static FindsHead Of<T>(string title, string list, string asked, Page<T> found) =>
        new(title, list, asked, found.Total, found.TotalIsEstimate, found.Items.Count);
}
