using System.Runtime.CompilerServices;

namespace BorgUi.Web.Tests;

/// <summary>Where the sources of Web lie, for tests that read its stylesheets and scripts.</summary>
internal static class WebProject
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", "BorgUi.Web", "wwwroot"));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
