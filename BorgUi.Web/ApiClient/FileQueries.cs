using System.Globalization;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;

namespace BorgUi.Web.ApiClient;

/// <summary>Which page of which folder.</summary>
internal sealed record FolderQuery(string Path, EntrySort Sort, bool Descending, string? Cursor)
{
    private const int PageSize = 200;

    public string On(string address) => new ListQuery()
        .WithExact("path", Path)
        .With("sort", Sort.ToString().ToLowerInvariant())
        .With("descending", Descending ? "true" : null)
        .With("limit", PageSize.ToString(CultureInfo.InvariantCulture))
        .With("cursor", Cursor)
        .On(address);
}

/// <summary>Which of the differences that a job found.</summary>
internal sealed record DifferenceFilter(DifferenceChange? Change, string? Search)
{
    public ListQuery Query => new ListQuery().With("change", Change?.ToString().ToLowerInvariant()).With("search", Search);
}

/// <summary>Which part of a comparison: the children of a folder, or everything below it.</summary>
internal sealed record DiffQuery(string Path, EntryChange? Change, bool Recursive, string? Cursor)
{
    private const int PageSize = 200;

    public string On(string address) => new ListQuery()
        .WithExact("path", Path)
        .With("change", Change?.ToString().ToLowerInvariant())
        .With("recursive", Recursive ? "true" : null)
        .With("limit", PageSize.ToString(CultureInfo.InvariantCulture))
        .With("cursor", Cursor)
        .On(address);
}
