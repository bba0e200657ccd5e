using BorgUi.Contracts;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Repositories;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace BorgUi.Web.Pages.Archives;

/// <summary>All archives of all repositories, newest first.</summary>
internal sealed class IndexModel(BorgUiApi api) : PageModel
{
    private const int PageSize = 100;

    [BindProperty(SupportsGet = true)]
    public Guid? Repository { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? P { get; set; }

    public required ArchiveList List { get; set; }

    public IReadOnlyList<RepositoryResponse> Repositories { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var list = LoadAsync(cancellationToken);
        var repositories = api.ListRepositoriesAsync(null, 200, 0, cancellationToken);
        await Task.WhenAll(list, repositories);
        (List, Repositories) = (await list, (await repositories).Items);
    }

    public async Task<PartialViewResult> OnGetListAsync(CancellationToken cancellationToken) => new()
    {
        ViewName = "_ArchiveList",
        ViewData = new ViewDataDictionary<ArchiveList>(ViewData, await LoadAsync(cancellationToken)),
    };

    private async Task<ArchiveList> LoadAsync(CancellationToken cancellationToken)
    {
        var paging = new Paging(P, PageSize, Request);
        var archives = await api.ListArchivesAsync(Repository, Search, PageSize, paging.Offset, cancellationToken);
        var isFiltered = Repository is not null || !string.IsNullOrWhiteSpace(Search);
        return new ArchiveList(archives, paging.Of(archives), isFiltered);
    }
}

internal sealed record ArchiveList(Page<ArchiveResponse> Archives, Pager Pager, bool IsFiltered);
