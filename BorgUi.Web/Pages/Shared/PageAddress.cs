using Microsoft.AspNetCore.Http.Extensions;

namespace BorgUi.Web.Pages.Shared;

/// <summary>The address that a page is asked by, with something about it changed. A part of a page was asked by its handler, which is never kept.</summary>
internal static class PageAddress
{
    public const string Handler = "handler";

    /// <param name="request">Of the page or of one of its parts.</param>
    /// <param name="changes">Each name is replaced wherever it stands, and left out when its value is null.</param>
    public static string With(this HttpRequest request, params (string Name, string? Value)[] changes)
    {
        var query = new QueryBuilder(request.Query
            .Where(pair => pair.Key != Handler && !changes.Any(change => change.Name == pair.Key))
            .SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? ""))));
        foreach (var (name, value) in changes)
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }

        return request.PathBase + request.Path + query.ToQueryString();
    }
}
