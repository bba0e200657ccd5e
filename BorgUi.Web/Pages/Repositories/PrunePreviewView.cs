using BorgUi.Contracts.Retention;

namespace BorgUi.Web.Pages.Repositories;

/// <summary>The part of the page that follows the rules as they are typed.</summary>
/// <param name="Preview">What they come to; null while they cannot be read.</param>
/// <param name="Problem">Then: what is wrong with them.</param>
internal sealed record PrunePreviewView(PrunePreview? Preview, string? Problem)
{
    private const int MostRows = 500;

    /// <summary>By months of the time zone in which the rules count, newest first.</summary>
    public IReadOnlyList<IGrouping<string, PreviewedArchive>> Months => [.. Archives.GroupBy(archive =>
        TimeZoneInfo.ConvertTime(archive.StartedAt, Zone).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>What one set of rules keeps and the other does not.</summary>
    public IReadOnlyList<PreviewedArchive> Differing => [.. Archives.Where(archive => archive.AgainstVerdict is { } other && other != archive.Verdict)];

    public IReadOnlyList<PreviewedArchive> Listed => [.. Archives.Take(MostRows)];

    public int Unlisted => Math.Max(0, Archives.Count - MostRows);

    private IReadOnlyList<PreviewedArchive> Archives => Preview?.Archives ?? [];

    // The zone of the rules is known where they are applied, but perhaps not here.
    private TimeZoneInfo Zone => TimeZoneInfo.TryFindSystemTimeZoneById(Preview?.Outcome.Rules.TimeZone ?? "UTC", out var zone) ? zone : TimeZoneInfo.Utc;
}
