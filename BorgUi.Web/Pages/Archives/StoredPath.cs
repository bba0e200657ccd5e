namespace BorgUi.Web.Pages.Archives;

/// <summary>A path as archives hold it: without a leading slash.</summary>
internal static class StoredPath
{
    /// <summary>
    /// <c>/home//anna/./letters/</c> as <c>home/anna/letters</c>; <c>..</c> stays, it is for the API to refuse. Nothing is left of
    /// <c>/</c>, which names no item.
    /// </summary>
    public static string Of(string typed) => string.Join('/', typed.Split('/').Where(part => part is not ("" or ".")));
}
