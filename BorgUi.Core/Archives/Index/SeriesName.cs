using System.Text.RegularExpressions;

namespace BorgUi.Core.Archives.Index;

/// <summary>What the names of foreign archives have in common: what stands before the date, the time or the number at their end.</summary>
public static partial class SeriesName
{
    public static string Of(string archiveName) => Beginning().Match(archiveName).Groups[1].Value;

    // "laptop-2026-11-22T01:17:54", "db.17", "etc20261122"
    [GeneratedRegex(@"^(.*?)(?:[-_.@ :]+\d[\dTZ:._+\- ]*|\d{6}[\dTZ:._+\- ]*)?$", RegexOptions.Singleline)]
    private static partial Regex Beginning();
}
