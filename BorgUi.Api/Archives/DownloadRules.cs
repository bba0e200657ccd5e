using BorgUi.Api.Http;
using BorgUi.Contracts.Archives;

namespace BorgUi.Api.Archives;

/// <summary>The rules for a download.</summary>
internal static class DownloadRules
{
    public static (IReadOnlyList<string> Paths, DownloadFormat Format) Of(FieldErrors errors, string field, IReadOnlyList<string> given, DownloadFormat? format)
    {
        var paths = PathRules.Stored(errors, field, given);
        if (format == DownloadFormat.File && paths.Count != 1 && !errors.Any)
        {
            errors.Add("format", "Only one path can be sent as a file; choose tar_gz or zip.");
        }

        return (paths, format ?? (paths.Count == 1 ? DownloadFormat.File : DownloadFormat.TarGz));
    }

    /// <summary>What the download is called where it arrives.</summary>
    public static string FileName(IReadOnlyList<string> paths, DownloadFormat format, string archiveName)
    {
        var name = paths is [var only] ? only[(only.LastIndexOf('/') + 1)..] : archiveName;
        return format switch
        {
            DownloadFormat.TarGz => $"{name}.tar.gz",
            DownloadFormat.Zip => $"{name}.zip",
            _ => name,
        };
    }
}
