namespace BorgUi.Web.Display;

/// <summary>A plan in few words.</summary>
internal static class PlanWords
{
    /// <summary>The first two sources and how many more there are.</summary>
    public static string Sources(IReadOnlyList<string> sources)
    {
        var first = string.Join(", ", sources.Take(2));
        return sources.Count > 2 ? $"{first} and {sources.Count - 2} more" : first;
    }
}
