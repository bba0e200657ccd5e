using BorgUi.Contracts.Archives;

namespace BorgUi.Web.Display;

/// <summary>What became of a file from one version to the next.</summary>
internal static class VersionWords
{
    public static string Change(FileVersion before, FileVersion after) => (before, after) switch
    {
        _ when before.Type != after.Type => $"was a {EntryWords.Kind(before.Type) ?? "file"} before",
        ({ Size: { } old }, { Size: { } now }) when now > old => $"{ByteText.Short(now - old)} more than before",
        ({ Size: { } old }, { Size: { } now }) when now < old => $"{ByteText.Short(old - now)} less than before",
        _ when before.LinkTarget != after.LinkTarget => "leads elsewhere",
        _ when before.Mtime != after.Mtime => "changed, the same size",
        _ when before.Mode != after.Mode => $"rights changed from {before.Mode}",
        _ => "back again",
    };
}
