using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Repositories;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Archives;

/// <summary>All archives of all repositories, newest first.</summary>
internal sealed class IndexModel(BorgUiApi api) : PageModel
{
    private const int PageSize = 100;

    [BindProperty(SupportsGet = true, Name = "")]
    public ListRequest Asked { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public Guid? Repository { get; set; }

    public required Listing<ArchiveResponse> List { get; set; }

    public IReadOnlyList<RepositoryResponse> Repositories { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var list = LoadAsync(cancellationToken);
        var repositories = api.ListRepositoryChoicesAsync(cancellationToken);
        await Task.WhenAll(list, repositories);
        (List, Repositories) = (await list, await repositories);
    }

    public async Task<PartialViewResult> OnGetListAsync(CancellationToken cancellationToken) =>
        this.Part("_ArchiveList", await LoadAsync(cancellationToken));

    private Task<Listing<ArchiveResponse>> LoadAsync(CancellationToken cancellationToken) => Asked.LoadAsync(
        Request,
        PageSize,
        (limit, offset) => api.ListArchivesAsync(Repository, Asked.Search, limit, offset, cancellationToken),
        hasFilters: Repository is not null);
}
