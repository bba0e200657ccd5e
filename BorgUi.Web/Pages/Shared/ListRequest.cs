using BorgUi.Contracts;

namespace BorgUi.Web.Pages.Shared;

/// <summary>What the address of every list may ask for: <c>?search=home&amp;p=3</c>.</summary>
internal sealed class ListRequest
{
    public string? Search { get; set; }

    public int? P { get; set; }

    /// <summary>Loads the page of the list that is asked for; <paramref name="load"/> gets its limit and offset.</summary>
    public async Task<Listing<T>> LoadAsync<T>(HttpRequest request, int size, Func<int, int, Task<Page<T>>> load, bool hasFilters = false)
    {
        var paging = new Paging(P, size, request);
        var page = await load(size, paging.Offset);
        return new Listing<T>(page.Items, paging.Of(page), hasFilters || P > 1 || !string.IsNullOrWhiteSpace(Search));
    }
}

/// <summary>One page of a list: its rows, where it is among the others, and whether the address leaves some out.</summary>
internal sealed record Listing<T>(IReadOnlyList<T> Items, Pager Pager, bool IsFiltered);
