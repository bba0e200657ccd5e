namespace BorgUi.Web.Pages.Shared;

/// <summary>The folders above a path and the path itself.</summary>
/// <param name="Path">As archives store it: without a leading slash, empty for the root.</param>
/// <param name="Root">What the root is called.</param>
/// <param name="AddressOf">Where a folder is shown.</param>
internal sealed record Crumbs(string Path, string Root, Func<string, string> AddressOf)
{
    public IEnumerable<Crumb> Steps
    {
        get
        {
            var parts = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
            yield return new(Root, AddressOf(""), parts.Length == 0);
            for (var i = 0; i < parts.Length; i++)
            {
                yield return new(parts[i], AddressOf(string.Join('/', parts.Take(i + 1))), i == parts.Length - 1);
            }
        }
    }
}

/// <summary>One step on the way to a path.</summary>
internal sealed record Crumb(string Name, string Address, bool IsLast);
