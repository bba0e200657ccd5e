using BorgUi.Contracts.Repositories;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Files;

/// <summary>Files by name, over all archives; the finds change while somebody types.</summary>
internal sealed class IndexModel(BorgUiApi api) : PageModel
{
    private const int PageSize = 100;

    [BindProperty(SupportsGet = true, Name = "")]
    public FileSearch Asked { get; set; } = new();

    /// <summary>Where the finds go on.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public required FileFinds Finds { get; set; }

    public IReadOnlyList<RepositoryResponse> Repositories { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var finds = FindAsync(cancellationToken);
        var repositories = api.ListRepositoryChoicesAsync(cancellationToken);
        await Task.WhenAll(finds, repositories);
        (Finds, Repositories) = (await finds, await repositories);
    }

    /// <summary>What is found for what stands in the form now; the address of the page follows it.</summary>
    public async Task<PartialViewResult> OnGetFindsAsync(CancellationToken cancellationToken)
    {
        Response.Headers["HX-Replace-Url"] = Request.With(("cursor", null));
        return this.Part("_FileFinds", await FindAsync(cancellationToken));
    }

    /// <summary>The next rows.</summary>
    public async Task<PartialViewResult> OnGetMoreAsync(CancellationToken cancellationToken) =>
        this.Part("_FileFindRows", await FindAsync(cancellationToken));

    private async Task<FileFinds> FindAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Asked.Q))
        {
            return FileFinds.None;
        }

        var answer = await api.SearchFilesAsync(Asked.ToFilter(), PageSize, Cursor, cancellationToken);
        return answer.Succeeded
            ? new(Asked.Q, answer.Value, answer.Value.Next is { } next ? Request.With((PageAddress.Handler, "More"), ("cursor", next)) : null, null)
            : FileFinds.None with { Asked = Asked.Q, Problem = answer.Problem.Reasons ?? answer.Problem.Words };
    }
}

/// <summary>What was found, and the address of the rows that follow; nothing was looked for while <paramref name="Found"/> and <paramref name="Problem"/> are null.</summary>
internal sealed record FileFinds(string? Asked, BorgUi.Contracts.Archives.SearchResponse? Found, string? Next, string? Problem)
{
    public static FileFinds None { get; } = new(null, null, null, null);
}
