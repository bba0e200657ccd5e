namespace BorgUi.Core.Archives.Index;

/// <summary>Archives that follow one another: those of one plan in one repository, or foreign ones whose names begin alike.</summary>
public sealed class IndexSeries
{
    public int Id { get; init; }

    /// <summary>Null when the repository was forgotten: what is indexed of the series is to be cleared away.</summary>
    public Guid? RepositoryId { get; init; }

    /// <summary><c>plan/…</c> or <c>name/…</c>; unique in a repository.</summary>
    public required string Key { get; init; }

    /// <summary>For people: the plan's name, or what the names of the archives have in common.</summary>
    public required string Name { get; init; }
}

/// <summary>The place of an indexed archive in its series. Positions grow with the time of the archives and never change.</summary>
public sealed class IndexPoint
{
    /// <summary>Where a version begins that the oldest indexed archive holds: older ones may come.</summary>
    public const long Ever = long.MinValue;

    /// <summary>Where a version ends that the newest indexed archive holds: newer ones will come.</summary>
    public const long StillThere = long.MaxValue;

    public required int SeriesId { get; init; }

    public required long Position { get; init; }

    /// <summary>Null when the archive was deleted: versions that only it held are to be collected.</summary>
    public Guid? ArchiveId { get; init; }

    /// <summary>How many versions were valid here when it was indexed.</summary>
    public required long EntryCount { get; init; }
}
