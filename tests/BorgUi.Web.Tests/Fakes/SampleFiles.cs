using BorgUi.Contracts.Archives;

namespace BorgUi.Web.Tests.Fakes;

/// <summary>A few files in archives, with names that try to break pages.</summary>
internal static class SampleFiles
{
    public const string Folder = "home/anna/letters & more";
    public const string Broken = "two\nlines \u202eback.txt";

    /// <summary>No archive has it.</summary>
    public const string NoFolder = "home/nobody";

    public static ArchiveFolder FolderOf(string path, string? cursor, EntrySource source) => new()
    {
        Path = path,
        Folder = path.Length == 0 ? null : Entry(path, EntryType.Folder, 13_000_000) with { FileCount = 5 },
        Source = source,
        Items = cursor is null
            ? [Entry($"{Folder}/drafts", EntryType.Folder, 12_400_000) with { FileCount = 3 }, Entry($"{Folder}/{Broken}", EntryType.File, 4711), Entry($"{Folder}/{Sample.LongName}.pdf", EntryType.File, 480_000)]
            : [Entry($"{Folder}/latest", EntryType.Symlink, 0) with { LinkTarget = "drafts/third.odt" }, Entry($"{Folder}/gr?n.txt", EntryType.File, 12) with { ExactName = false }],
        Total = 5,
        Next = cursor is null ? "further" : null,
    };

    public static SearchResponse Search(string q, IReadOnlyList<ArchiveResponse> archives) => new()
    {
        Items = archives.Count == 0 || q.Contains("nobody", StringComparison.Ordinal) ? [] :
        [
            Hit($"{Folder}/{Broken}", archives[0]) with { Versions = 3 },
            Hit($"{Folder}/{Sample.Hostile.Replace('/', '-')}", archives[0]) with { InNewest = false },
        ],
        More = false,
        UnindexedArchives = 2,
    };

    public static FileVersions Versions(string path, ArchiveReference older, ArchiveReference newer) => new()
    {
        Path = path,
        Items = path == NoFolder ? [] :
        [
            Version(2_500_000, 40, newer) with { FirstArchive = older, ArchiveCount = 2, GoneIn = newer },
            Version(1_400_000, 20, older),
        ],
        UnindexedArchives = 1,
    };

    public static ArchiveDiff Diff(ArchiveReference from, ArchiveReference to, string path) => new()
    {
        From = from,
        To = to,
        Path = path,
        Added = new() { Files = 12, BytesBefore = 0, BytesAfter = 4_200_000 },
        Removed = new() { Files = 1, BytesBefore = 4711, BytesAfter = 0 },
        Changed = new() { Files = 3, BytesBefore = 1_000_000, BytesAfter = 1_600_000 },
        Items =
        [
            Difference($"{Folder}/drafts", EntryChange.Changed, 1, 2) with { Type = EntryType.Folder, What = [], Added = new() { Files = 12, BytesBefore = 0, BytesAfter = 4_200_000 } },
            Difference($"{Folder}/{Broken}", EntryChange.Removed, 4711, null),
            Difference($"{Folder}/third.odt", EntryChange.Changed, 400, 600) with { What = [EntryAspect.Size, EntryAspect.Mtime] },
        ],
        Total = 3,
        Source = EntrySource.Index,
    };

    public static ArchiveReference Reference(ArchiveResponse archive) => new() { Id = archive.Id, Name = archive.Name, StartedAt = archive.StartedAt };

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static ArchiveEntry Entry(string path, EntryType type, long size) => new()
    {
        Name = NameOf(path), Path = path, Type = type, Size = size, Mode = "-rw-r--r--", ExactName = true, Mtime = DateTimeOffset.UnixEpoch.AddYears(50),
    };

    private static SearchHit Hit(string path, ArchiveResponse archive) => new()
    {
        RepositoryId = archive.RepositoryId, RepositoryName = archive.RepositoryName, Path = path, Name = NameOf(path), Type = EntryType.File, Size = 4711,
        ExactName = true, Versions = 1, FirstArchive = Reference(archive), LastArchive = Reference(archive), InNewest = true,
    };

    private static FileVersion Version(long size, int years, ArchiveReference archive) => new()
    {
        Type = EntryType.File, Size = size, Mode = "-rw-r--r--", Mtime = DateTimeOffset.UnixEpoch.AddYears(years), Series = "Home directories",
        FirstArchive = archive, LastArchive = archive, ArchiveCount = 1,
    };

    private static DiffEntry Difference(string path, EntryChange change, long? before, long? after) => new()
    {
        Name = NameOf(path), Path = path, Type = EntryType.File, Change = change, SizeBefore = before, SizeAfter = after, What = [], ExactName = true,
    };
}
