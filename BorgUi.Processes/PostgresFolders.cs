using System.Globalization;

namespace BorgUi.Processes;

/// <summary>Where Debian, Red Hat and a build from source put the programs of PostgreSQL, beside those in PATH.</summary>
public static class PostgresFolders
{
    /// <summary>The folders that are there, the newest version first.</summary>
    public static IEnumerable<string> Known() =>
        Versions("/usr/lib/postgresql", "").Concat(Versions("/usr", "pgsql-")).Append("/usr/local/pgsql/bin");

    private static IEnumerable<string> Versions(string parent, string prefix) => !Directory.Exists(parent)
        ? []
        : Directory.EnumerateDirectories(parent, prefix + "*")
            .OrderByDescending(folder => VersionOf(Path.GetFileName(folder)[prefix.Length..]))
            .Select(folder => Path.Combine(folder, "bin"));

    private static double VersionOf(string name) =>
        double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out var version) ? version : 0;
}
