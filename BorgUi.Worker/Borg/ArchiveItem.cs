using System.Globalization;

namespace BorgUi.Worker.Borg;

/// <summary>One item of an archive, a line of <c>list --json-lines</c>.</summary>
/// <param name="Type">As ls writes it: - d l p c b.</param>
/// <param name="Path">As stored; a byte that is no UTF-8 stands as '?', so two names may look the same.</param>
/// <param name="Size">Bytes of a file; 0 for all else, and for further names of a file with several.</param>
/// <param name="Mode">As ls writes it, <c>-rw-r--r--</c>; of a further name it begins with h.</param>
/// <param name="LinkTarget">Where a symbolic link leads, or the first name of a file with several; null for all else.</param>
internal sealed record ArchiveItem(char Type, string Path, long Size, DateTimeOffset? ModifiedAt, string Mode, string? LinkTarget)
{
    /// <summary>Only read by <see cref="ParseWhole"/>; null when the archive does not hold it.</summary>
    public long? UserId { get; init; }

    /// <summary>As <see cref="UserId"/>.</summary>
    public long? GroupId { get; init; }

    /// <summary>Of a file's content, 64 hex digits; only read by <see cref="ParseWhole"/>, and only where borg was asked for it.</summary>
    public string? Sha256 { get; init; }

    public bool IsFolder => Type == 'd';

    /// <summary>A further name of a file that came before.</summary>
    public bool IsHardLink => Mode is ['h', ..];

    /// <summary>Whether all bytes of the name are text; a '?' may also be one that is none.</summary>
    public bool IsExact => !Path.Contains('?', StringComparison.Ordinal);

    // {"type": "-", "mode": "-rw-r--r--", "user": "root", "group": "root", "uid": 0, "gid": 0, "path": "small/hello.txt",
    //  "healthy": true, "source": "", "linktarget": "", "flags": 0, "mtime": "2026-11-22T01:12:49.364265", "size": 12}
    /// <summary>Reads a line; null when it is not an item.</summary>
    public static ArchiveItem? Parse(OutputLine line) => !line.Cut && JsonLine.TryRead(line.Utf8.Span, out var json) ? Read(json) : null;

    /// <summary>The same with the owner, and the hash if there is one.</summary>
    public static ArchiveItem? ParseWhole(OutputLine line) => !line.Cut && JsonLine.TryRead(line.Utf8.Span, out var json) && Read(json) is { } item
        ? item with
        {
            UserId = json.LongOrNull("uid"u8),
            GroupId = json.LongOrNull("gid"u8),
            Sha256 = json.Text("sha256"u8) is { Length: > 0 } hash ? hash : null,
        }
        : null;

    private static ArchiveItem? Read(JsonLine json) => json.Text("path"u8) is { } path
        ? new(
            json.Text("type"u8) is [var type, ..] ? type : '?',
            path,
            json.Long("size"u8),
            Time(json.Text("mtime"u8)),
            json.Text("mode"u8) ?? "",
            json.Text("linktarget"u8) is { Length: > 0 } target ? target : null)
        : null;

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
