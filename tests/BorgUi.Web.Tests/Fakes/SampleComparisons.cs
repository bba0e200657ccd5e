using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Repositories;

namespace BorgUi.Web.Tests.Fakes;

/// <summary>Ended comparisons, and what they found.</summary>
internal static class SampleComparisons
{
    public static IReadOnlyList<JobResponse> All(RepositoryResponse repository, ArchiveResponse archive) =>
    [
        Of(repository, archive, 20, JobType.CompareLive, """{"archive":"home-1","added":1,"removed":2,"changed":1,"uncompared":1,"bytes_added":5,"bytes_removed":4711,"paths_compared":900,"contents_compared":700,"looked_for_new":true,"missing_sources":[]}"""),
        Of(repository, archive, 21, JobType.CompareLive, """{"archive":"home-1","added":0,"removed":0,"changed":0,"uncompared":0,"bytes_added":0,"bytes_removed":0,"paths_compared":900,"looked_for_new":false}"""),
        Of(repository, archive, 22, JobType.CompareLive, """{"archive":"home-1","added":0,"removed":900,"changed":0,"uncompared":0,"bytes_added":0,"bytes_removed":1000,"paths_compared":900,"looked_for_new":true,"missing_sources":["/srv/usb"]}"""),
        Of(repository, archive, 23, JobType.DiffArchives, """{"archive":"home-1","other":"home-2","added":0,"removed":0,"changed":0,"uncompared":0,"bytes_added":0,"bytes_removed":0,"sizes_known":true}"""),
        Of(repository, archive, 24, JobType.DiffArchives, """{"archive":"home-1","other":"home-2","added":3,"removed":0,"changed":1,"uncompared":0,"bytes_added":5,"bytes_removed":0,"sizes_known":false}"""),
    ];

    /// <summary>Those that the filter wants; two pages when it wants all.</summary>
    public static DifferencePage Page(string? change, string? search, string? cursor)
    {
        if (cursor is not null)
        {
            return new() { Items = [Line("home/last", DifferenceChange.Uncompared) with { Reason = "It cannot be compared by name.", ExactName = false }], IsComplete = true };
        }

        DifferenceLine[] lines =
        [
            Line("home/new", DifferenceChange.Added) with { SizeAfter = 5 },
            Line($"home/{Sample.LongName}/two\nlines \u202e<b>x</b>.txt", DifferenceChange.Removed) with { SizeBefore = 4711 },
            Line("home/mail.db", DifferenceChange.Changed) with { SizeBefore = 3, SizeAfter = 3, What = [EntryAspect.Content, EntryAspect.Owner], BytesAdded = 3, BytesRemoved = 2 },
        ];
        var asked = lines.Where(line => (change is null || string.Equals(change, line.Change.ToString(), StringComparison.OrdinalIgnoreCase))
            && (search is null || line.Path.Contains(search, StringComparison.Ordinal))).ToList();
        return new() { Items = asked, Total = asked.Count, Next = change is null && search is null ? "further" : null, IsComplete = true };
    }

    private static JobResponse Of(RepositoryResponse repository, ArchiveResponse archive, int number, JobType type, string stats) =>
        SampleOperations.Job(number, repository, type) with { ArchiveId = archive.Id, ArchiveName = archive.Name, Stats = SampleOperations.Json(stats) };

    private static DifferenceLine Line(string path, DifferenceChange change) => new() { Path = path, Change = change, Type = EntryType.File };
}
