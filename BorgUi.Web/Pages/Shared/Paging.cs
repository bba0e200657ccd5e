using System.Globalization;
using BorgUi.Contracts;

namespace BorgUi.Web.Pages.Shared;

/// <summary>Which page of a list is asked for: <c>?p=3</c>; the first when left out or nonsense.</summary>
internal sealed class Paging(int? page, int size, HttpRequest request)
{
    /// <summary>No list is paged further; whoever looks that far back searches.</summary>
    private const int LastPage = 10_000;

    private readonly int _page = Math.Clamp(page ?? 1, 1, LastPage);

    public int Offset => (_page - 1) * size;

    public Pager Of<T>(Page<T> list)
    {
        var last = Offset + list.Items.Count;
        var hasMore = list.TotalIsEstimate ? list.Items.Count == size : last < list.Total;
        return new Pager
        {
            Words = Words(list, last),
            Newer = _page > 1 ? AddressOf(_page - 1) : null,
            Older = hasMore ? AddressOf(_page + 1) : null,
        };
    }

    private string AddressOf(int page) => request.With(("p", page.ToString(CultureInfo.InvariantCulture)));

    private string Words<T>(Page<T> list, int last)
    {
        var total = list.Total.ToString("N0", CultureInfo.InvariantCulture) + (list.TotalIsEstimate ? "+" : "");
        return list.Items.Count == 0
            ? $"none of {total}"
            : string.Create(CultureInfo.InvariantCulture, $"{Offset + 1:N0} to {last:N0} of {total}");
    }
}

/// <summary>What stands under a list: where one is, and the ways on.</summary>
internal sealed record Pager
{
    public required string Words { get; init; }

    public string? Newer { get; init; }

    public string? Older { get; init; }
}
