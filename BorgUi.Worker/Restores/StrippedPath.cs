namespace BorgUi.Worker.Restores;

/// <summary>A stored path without its leading folders, as borg's --strip-components leaves it.</summary>
internal static class StrippedPath
{
    /// <summary>Null for what has too few parts; borg leaves it out silently.</summary>
    public static string? Of(string path, int components)
    {
        var parts = path.Split('/');
        return parts.Length > components ? string.Join('/', parts[components..]) : null;
    }
}
