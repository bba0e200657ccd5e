using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;

namespace BorgUi.Web.ApiClient;

/// <summary>Builds the query of a list; what is empty is left out.</summary>
internal sealed class ListQuery
{
    private readonly QueryBuilder _query = [];

    /// <summary>Of one page.</summary>
    public static ListQuery Of(int limit, int offset) => new ListQuery()
        .With("limit", limit.ToString(CultureInfo.InvariantCulture))
        .With("offset", offset.ToString(CultureInfo.InvariantCulture));

    public ListQuery With(string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            _query.Add(name, value);
        }

        return this;
    }

    /// <summary>A path is what it is, also when it is blank.</summary>
    public ListQuery WithExact(string name, string value)
    {
        _query.Add(name, value);
        return this;
    }

    public ListQuery With(string name, Guid? value) => With(name, value?.ToString());

    public ListQuery With(string name, DateTimeOffset? value) =>
        With(name, value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    public string On(string path) => path + _query.ToQueryString();
}
