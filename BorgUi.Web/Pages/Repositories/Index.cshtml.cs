using BorgUi.Contracts.Repositories;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Repositories;

/// <summary>All repositories and the state of each.</summary>
internal sealed class IndexModel(BorgUiApi api) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "")]
    public ListRequest Asked { get; set; } = new();

    public required Listing<RepositoryResponse> List { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => List = await LoadAsync(cancellationToken);

    public async Task<PartialViewResult> OnGetListAsync(CancellationToken cancellationToken) =>
        this.Part("_RepositoryList", await LoadAsync(cancellationToken));

    private Task<Listing<RepositoryResponse>> LoadAsync(CancellationToken cancellationToken) => Asked.LoadAsync(
        Request, PageSize, (limit, offset) => api.ListRepositoriesAsync(Asked.Search, limit, offset, cancellationToken));
}
