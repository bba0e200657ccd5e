using BorgUi.Contracts.Archives;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Display;
using BorgUi.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BorgUi.Web.Pages.Archives;

/// <summary>What differs between two archives of a repository, folder by folder or in one list.</summary>
internal sealed class DiffModel(BorgUiApi api) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid NewerId { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Path { get; set; }

    /// <summary>Only this kind of change; all when null.</summary>
    [BindProperty(SupportsGet = true)]
    public EntryChange? Change { get; set; }

    /// <summary>Everything below the folder in one list.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Recursive { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Cursor { get; set; }

    public required ArchiveResponse Older { get; set; }

    public required ArchiveResponse Newer { get; set; }

    /// <summary>Null when it cannot be told now.</summary>
    public ArchiveDiff? Diff { get; private set; }

    public string? Problem { get; private set; }

    public string Lead => $"From {Older.Name} ({AgeText.Full(Older.StartedAt)}) to {Newer.Name} ({AgeText.Full(Newer.StartedAt)}).";

    public Crumbs Crumbs => new(Path ?? "", "Everything", folder => Request.With((PageAddress.Handler, null), ("path", folder), ("cursor", null)));

    public DiffRows Rows => new(
        Older.RepositoryId, Diff!.Items, Recursive, Diff.Next is { } next ? Request.With((PageAddress.Handler, "Rows"), ("cursor", next)) : null);

    public IEnumerable<DiffTile> Tiles =>
    [
        Tile(null, "All changes", Diff!.Added.Files + Diff.Removed.Files + Diff.Changed.Files, "files that are not the same"),
        Tile(EntryChange.Added, "Added", Diff.Added.Files, ByteText.Short(Diff.Added.BytesAfter)),
        Tile(EntryChange.Removed, "Gone", Diff.Removed.Files, ByteText.Short(Diff.Removed.BytesBefore)),
        Tile(EntryChange.Changed, "Changed", Diff.Changed.Files, DiffWords.Growth(Diff.Changed)),
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var older = api.FindArchiveAsync(Id, cancellationToken);
        var newer = api.FindArchiveAsync(NewerId, cancellationToken);
        if (await older is not { } first || await newer is not { } second)
        {
            return NotFound();
        }

        if (first.StartedAt > second.StartedAt)
        {
            return RedirectToPage(new { Id = NewerId, NewerId = Id, Path, Change, Recursive });
        }

        (Older, Newer) = (first, second);
        try
        {
            Diff = await LoadAsync(null, cancellationToken);
        }
        catch (ApiRefusedException refused)
        {
            Problem = refused.Problem.Words;
        }

        return Page();
    }

    /// <summary>Has borg compare the content, whatever the index knows.</summary>
    public async Task<IActionResult> OnPostExactAsync(CancellationToken cancellationToken) =>
        this.AfterStart(await api.DiffExactlyAsync(Id, NewerId, cancellationToken), "The archives are being compared.", $"/archives/{Id}/diff/{NewerId}");

    /// <summary>The next rows.</summary>
    public async Task<IActionResult> OnGetRowsAsync(CancellationToken cancellationToken)
    {
        if (await api.FindArchiveAsync(Id, cancellationToken) is not { } older || await LoadAsync(Cursor, cancellationToken) is not { } diff)
        {
            return NotFound();
        }

        (Older, Diff) = (older, diff);
        return this.Part("_DiffRows", Rows);
    }

    private Task<ArchiveDiff?> LoadAsync(string? cursor, CancellationToken cancellationToken) =>
        api.FindDiffAsync(Id, NewerId, new(Path ?? "", Change, Recursive, cursor), cancellationToken);

    private DiffTile Tile(EntryChange? change, string label, long files, string note) => new(
        label, EntryWords.Count(files, "file", "files"), note,
        Request.With(("change", change?.ToString().ToLowerInvariant()), ("recursive", change is null ? null : "true"), ("cursor", null)), Change == change);
}

/// <summary>Some rows of a comparison, and the address of those that follow.</summary>
internal sealed record DiffRows(Guid RepositoryId, IReadOnlyList<DiffEntry> Items, bool Recursive, string? Next);

/// <summary>A figure that is a filter.</summary>
internal sealed record DiffTile(string Label, string Value, string Note, string Address, bool IsChosen);
