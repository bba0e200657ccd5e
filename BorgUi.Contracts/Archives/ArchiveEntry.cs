using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Archives;

/// <summary>What an entry of an archive is.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<EntryType>))]
public enum EntryType
{
    File,
    Folder,
    Symlink,

    /// <summary>A further name of a file that stands elsewhere in the archive, at its link target.</summary>
    Hardlink,
    Fifo,
    CharDevice,
    BlockDevice,
}

/// <summary>One file or folder in an archive. Sizes are bytes; null is unknown.</summary>
public sealed record ArchiveEntry
{
    public required string Name { get; init; }

    /// <summary>As stored, without a leading slash.</summary>
    public required string Path { get; init; }

    public required EntryType Type { get; init; }

    /// <summary>Of a folder: of everything below it.</summary>
    public long? Size { get; init; }

    /// <summary>Of a folder: how many entries that are no folders lie below it.</summary>
    public long? FileCount { get; init; }

    /// <summary>Null for folders that the archive only implies, as <c>home</c> of <c>home/user</c>.</summary>
    public DateTimeOffset? Mtime { get; init; }

    /// <summary>As ls writes it: <c>-rw-r--r--</c>.</summary>
    public string? Mode { get; init; }

    public string? LinkTarget { get; init; }

    /// <summary>False when borg could not give the name's bytes, so that the path may not be exact.</summary>
    public required bool ExactName { get; init; }
}

/// <summary>In which order the entries of a folder come; by name, folders come first.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<EntrySort>))]
public enum EntrySort
{
    Name,
    Size,
    Mtime,
}

/// <summary>Who was asked: the index in the database, or borg itself.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<EntrySource>))]
public enum EntrySource
{
    Index,
    Borg,
}

/// <summary>One page of the entries of a folder in an archive.</summary>
public sealed record ArchiveFolder
{
    /// <summary>Empty for the root.</summary>
    public required string Path { get; init; }

    /// <summary>The folder itself; null for the root.</summary>
    public ArchiveEntry? Folder { get; init; }

    public required EntrySource Source { get; init; }

    public required IReadOnlyList<ArchiveEntry> Items { get; init; }

    public required long Total { get; init; }

    /// <summary>The cursor of the next page, null on the last.</summary>
    public string? Next { get; init; }
}
