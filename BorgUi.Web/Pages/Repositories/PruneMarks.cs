using BorgUi.Contracts.Retention;

namespace BorgUi.Web.Pages.Repositories;

/// <summary>The archives of one month as marks, oldest first, by one set of rules.</summary>
internal sealed record PruneMarks(IReadOnlyList<PruneMark> Archives)
{
    private const int MostMarks = 100;

    /// <summary>More than so many say nothing; then there is only their number.</summary>
    public bool AreShown => Archives.Count <= MostMarks;

    public static PruneMarks These(IEnumerable<PreviewedArchive> newestFirst) =>
        new([.. newestFirst.Reverse().Select(archive => new PruneMark(archive, archive.Verdict, archive.Reason))]);

    public static PruneMarks Others(IEnumerable<PreviewedArchive> newestFirst) =>
        new([.. newestFirst.Reverse().Select(archive => new PruneMark(archive, archive.AgainstVerdict ?? archive.Verdict, archive.AgainstReason))]);
}

internal sealed record PruneMark(PreviewedArchive Archive, PruneVerdict Verdict, string? Reason);
