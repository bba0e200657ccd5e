using BorgUi.Contracts.Archives;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Archives;

/// <summary>An archive, folder by folder.</summary>
internal sealed class FilesModel(BorgUiApi api) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The folder as the archive stores it; the root when empty.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Path { get; set; }

    [BindProperty(SupportsGet = true)]
    public EntrySort Sort { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Descending { get; set; }

    /// <summary>Where the rows go on.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public required ArchiveResponse Archive { get; set; }

    /// <summary>Null when it could not be read now, or is not there.</summary>
    public ArchiveFolder? Folder { get; private set; }

    public string? Problem { get; private set; }

    public Crumbs Crumbs => new(Path ?? "", Archive.Name, folder => FileAddress.Folder(Id, folder));

    public FolderRows Rows => new(
        Archive, Folder!.Items, Folder.Next is { } next ? Request.With((PageAddress.Handler, "Rows"), ("cursor", next)) : null);

    public IEnumerable<FolderColumn> Columns =>
    [
        Column(EntrySort.Name, "Name", ""),
        Column(EntrySort.Size, "Size", "number"),
        Column(EntrySort.Mtime, "Modified", ""),
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await api.FindArchiveAsync(Id, cancellationToken) is not { } archive)
        {
            return NotFound();
        }

        Archive = archive;
        try
        {
            Folder = await LoadAsync(null, cancellationToken);
        }
        catch (ApiRefusedException refused)
        {
            Problem = refused.Problem.Words;
        }

        return Page();
    }

    /// <summary>The next rows of a long folder.</summary>
    public async Task<IActionResult> OnGetRowsAsync(CancellationToken cancellationToken)
    {
        if (await api.FindArchiveAsync(Id, cancellationToken) is not { } archive || await LoadAsync(Cursor, cancellationToken) is not { } folder)
        {
            return NotFound();
        }

        (Archive, Folder) = (archive, folder);
        return this.Part("_FolderRows", Rows);
    }

    public async Task<IActionResult> OnPostIndexAsync(CancellationToken cancellationToken)
    {
        var answer = await api.IndexArchiveAsync(Id, cancellationToken);
        this.Toast(answer.Problem, "The archive is being indexed.");
        return RedirectToPage(new { Id });
    }

    private Task<ArchiveFolder?> LoadAsync(string? cursor, CancellationToken cancellationToken) =>
        api.FindFolderAsync(Id, new(Path ?? "", Sort, Descending, cursor), cancellationToken);

    private FolderColumn Column(EntrySort sort, string word, string style)
    {
        var isSorted = Sort == sort;
        return new(
            word,
            style,
            isSorted ? Descending ? "descending" : "ascending" : "none",
            Request.With(("sort", sort.ToString().ToLowerInvariant()), ("descending", isSorted && !Descending ? "true" : null), ("cursor", null)));
    }
}

/// <summary>A column that the rows can be sorted by.</summary>
internal sealed record FolderColumn(string Word, string Class, string Sorted, string Address);

/// <summary>Some rows of a folder, and the address of those that follow.</summary>
internal sealed record FolderRows(ArchiveResponse Archive, IReadOnlyList<ArchiveEntry> Items, string? Next);

/// <summary>What was chosen of an archive so far; js/basket.js keeps it.</summary>
internal sealed record Basket(Guid ArchiveId, string Word);
