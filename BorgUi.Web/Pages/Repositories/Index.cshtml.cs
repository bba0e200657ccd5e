using BorgUi.Contracts;
using BorgUi.Contracts.Repositories;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace BorgUi.Web.Pages.Repositories;

internal sealed class IndexModel(BorgUiApi api) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? P { get; set; }

    public required RepositoryList List { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => List = await LoadAsync(cancellationToken);

    public async Task<PartialViewResult> OnGetListAsync(CancellationToken cancellationToken) => new()
    {
        ViewName = "_RepositoryList",
        ViewData = new ViewDataDictionary<RepositoryList>(ViewData, await LoadAsync(cancellationToken)),
    };

    private async Task<RepositoryList> LoadAsync(CancellationToken cancellationToken)
    {
        var paging = new Paging(P, PageSize, Request);
        var repositories = await api.ListRepositoriesAsync(Search, PageSize, paging.Offset, cancellationToken);
        return new RepositoryList(repositories, paging.Of(repositories), !string.IsNullOrWhiteSpace(Search));
    }
}

internal sealed record RepositoryList(Page<RepositoryResponse> Repositories, Pager Pager, bool IsFiltered);
