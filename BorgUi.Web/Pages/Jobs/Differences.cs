using BorgUi.Contracts.Jobs;
using BorgUi.Web.Pages.Shared;

namespace BorgUi.Web.Pages.Jobs;

/// <summary>The filters over what a comparison found.</summary>
internal sealed record Differences(Guid JobId, ComparisonStats Stats)
{
    /// <summary>The kinds of which there are some.</summary>
    public IEnumerable<(DifferenceChange Change, long Count)> Kinds => ((DifferenceChange, long)[])
    [
        (DifferenceChange.Added, Stats.Added), (DifferenceChange.Removed, Stats.Removed), (DifferenceChange.Changed, Stats.Changed), (DifferenceChange.Uncompared, Stats.Uncompared),
    ];
}

/// <summary>Some of what a comparison found, for the filter by which it was asked.</summary>
internal sealed record DifferenceList(JobResponse Job, DifferencePage Page, HttpRequest Request)
{
    /// <summary>Where the next rows are; null at the end.</summary>
    public string? Next => Page.Next is { } next ? Request.With((PageAddress.Handler, "DifferenceRows"), ("cursor", next)) : null;

    /// <summary>All that fits the filter, as a file.</summary>
    public string File => Request.With((PageAddress.Handler, "DifferencesFile"), ("cursor", null));

    public bool IsFiltered => Request.Query.Any(pair => pair.Key is "change" or "search" && pair.Value.Any(value => !string.IsNullOrEmpty(value)));
}
