using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;

namespace BorgUi.Web.Display;

/// <summary>A difference between two archives for people.</summary>
internal static class DiffWords
{
    public static Status Of(EntryChange change) => change switch
    {
        EntryChange.Added => new("completed", "Added"),
        EntryChange.Removed => new("failed", "Gone"),
        EntryChange.Changed => new("warning", "Changed"),
        _ => new("pending", change.ToString()),
    };

    public static Status Of(DifferenceChange change) => change switch
    {
        DifferenceChange.Added => Of(EntryChange.Added),
        DifferenceChange.Removed => Of(EntryChange.Removed),
        DifferenceChange.Changed => Of(EntryChange.Changed),
        DifferenceChange.Uncompared => new("pending", "Not compared"),
        _ => new("pending", change.ToString()),
    };

    /// <summary>In what a path differs that a job has compared, or why it could not.</summary>
    public static string What(DifferenceLine line) => line switch
    {
        { Reason: { } reason } => reason,
        { BytesAdded: { } added, BytesRemoved: { } removed } => $"{Words.List([.. line.What.Select(Of)])}: {ByteText.Short(added)} new, {ByteText.Short(removed)} gone",
        _ => Words.List([.. line.What.Select(Of)]),
    };

    /// <summary>What differs of an entry that is in both.</summary>
    public static string What(DiffEntry entry) => Words.List([.. entry.What.Select(Of)]);

    /// <summary>What changed below a folder; null of anything else.</summary>
    public static string? Below(DiffEntry entry)
    {
        string?[] parts = [Part(entry.Added, "added"), Part(entry.Removed, "gone"), Part(entry.Changed, "changed")];
        return entry.Type != EntryType.Folder ? null : string.Join(", ", parts.OfType<string>()) is { Length: > 0 } words ? $"in it: {words}" : null;
    }

    /// <summary>How much more or less changed files hold now.</summary>
    public static string Growth(DiffTotal changed) => (changed.BytesAfter - changed.BytesBefore) switch
    {
        0 => "the same size in all",
        > 0 and var more => $"{ByteText.Short(more)} more",
        var less => $"{ByteText.Short(-less)} less",
    };

    private static string? Part(DiffTotal? total, string word) => total is { Files: > 0 } some ? $"{EntryWords.Count(some.Files, "file", "files")} {word}" : null;

    private static string Of(EntryAspect aspect) => aspect switch
    {
        EntryAspect.Content => "content",
        EntryAspect.Size => "size",
        EntryAspect.Mode => "rights",
        EntryAspect.Mtime => "time",
        EntryAspect.Type => "kind",
        EntryAspect.LinkTarget => "target",
        EntryAspect.Owner => "owner",
        _ => aspect.ToString(),
    };
}
