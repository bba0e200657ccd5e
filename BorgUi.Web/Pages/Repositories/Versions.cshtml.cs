using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Repositories;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Display;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Repositories;

/// <summary>One file through all archives of a repository.</summary>
internal sealed class VersionsModel(BorgUiApi api) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Path { get; set; }

    /// <summary>The archive that one came from; the folders above lead into it.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Archive { get; set; }

    public required RepositoryResponse Repository { get; set; }

    public required FileVersions Versions { get; set; }

    public string Name => Versions.Path[(Versions.Path.LastIndexOf('/') + 1)..];

    /// <summary>The path as a form sends it.</summary>
    public string PathLine => FormText.Of([Versions.Path]);

    public Crumbs Crumbs => new(Versions.Path, Repository.Name, AddressOf);

    /// <summary>Each with what it changed about the one before of the same series.</summary>
    public IEnumerable<ShownVersion> Items => Versions.Items.Select((version, at) =>
    {
        var before = Versions.Items.Skip(at + 1).FirstOrDefault(older => older.Series == version.Series);
        return new ShownVersion(
            version,
            before is null ? "first seen" : VersionWords.Change(before, version),
            !Versions.Items.Take(at).Any(newer => newer.Series == version.Series));
    });

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(Path))
        {
            return RedirectToPage("/Repositories/Detail", new { Id });
        }

        var repository = api.FindRepositoryAsync(Id, cancellationToken);
        var versions = api.FindVersionsAsync(Id, Path, cancellationToken);
        if (await repository is not { } found || await versions is not { } list)
        {
            return NotFound();
        }

        (Repository, Versions) = (found, list);
        return Page();
    }

    private string AddressOf(string folder) => Archive is { } archive
        ? FileAddress.Folder(archive, folder)
        : folder.Length == 0 ? $"/repositories/{Id}" : FileAddress.Versions(Id, folder);
}

/// <summary>A version as the page shows it.</summary>
/// <param name="Change">Against the version before.</param>
/// <param name="IsNewest">Of its series.</param>
internal sealed record ShownVersion(FileVersion Of, string? Change, bool IsNewest);
