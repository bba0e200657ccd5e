using BorgUi.Contracts.Archives;
using BorgUi.Web.Pages.Shared;

namespace BorgUi.Web.Pages.Archives;

/// <summary>The form of a restore.</summary>
internal sealed class RestoreInput
{
    /// <summary>Files land at destination/stored path, so below this one each is where it came from.</summary>
    public const string Root = "/";

    public bool Everything { get; set; } = true;

    public string? Paths { get; set; }

    public bool ToOriginalPlace { get; set; }

    public string? Destination { get; set; }

    public OverwritePolicy Overwrite { get; set; } = OverwritePolicy.Never;

    public int? StripComponents { get; set; }

    /// <summary>Where there is a choice; else the repository's own.</summary>
    public string? Site { get; set; }

    /// <summary>Of some paths of the archive.</summary>
    public static RestoreInput Of(IReadOnlyList<string> paths) => new() { Everything = paths.Count == 0, Paths = FormText.Of(paths) };

    public static RestoreInput From(RestoreRequest request) => new()
    {
        Everything = request.Paths is not { Count: > 0 },
        Paths = FormText.Of(request.Paths ?? []),
        ToOriginalPlace = request.Destination == Root,
        Destination = request.Destination == Root ? null : request.Destination,
        Overwrite = request.Overwrite ?? OverwritePolicy.Never,
        StripComponents = request.StripComponents is > 0 ? request.StripComponents : null,
        Site = request.Site,
    };

    public RestoreRequest ToRequest(bool dryRun) => new()
    {
        Paths = Everything ? null : [.. FormText.List(Paths).Select(StoredPath.Of)],
        Destination = ToOriginalPlace ? Root : Destination?.Trim(),
        Overwrite = Overwrite,
        StripComponents = StripComponents,
        DryRun = dryRun,
        Site = Site,
    };
}
