using System.Text;
using BorgUi.Contracts.Archives;
using BorgUi.Core.Archives.Index;

namespace BorgUi.Core.Tests.Archives.Index;

/// <summary>An entry as borg would list it.</summary>
internal sealed record ModelEntry(string Path, EntryType Type, long SizeBytes, DateTime ModifiedAt, short Mode = 0b110_100_100, string? LinkTarget = null)
{
    public void AddTo(IndexRun run) => run.Add(new()
    {
        Path = Encoding.UTF8.GetBytes(Path),
        Type = Type,
        SizeBytes = SizeBytes,
        ModifiedAt = ModifiedAt,
        Mode = Mode,
        LinkTarget = Encoding.UTF8.GetBytes(LinkTarget ?? ""),
    });
}

/// <summary>What the index should say of an archive, worked out in the plainest way.</summary>
internal sealed class ModelArchive(IReadOnlyList<ModelEntry> entries)
{
    public IReadOnlyList<ModelEntry> Entries => entries;

    /// <summary>One line for each entry and each folder, implied ones too, sorted.</summary>
    public IEnumerable<string> Lines() => entries
        .Where(entry => entry.Type != EntryType.Folder)
        .Select(entry => LineOf(entry.Path, entry.Type, entry.SizeBytes, null))
        .Concat(entries.Select(entry => entry.Path).Concat(entries.SelectMany(entry => Above(entry.Path))).Distinct().Where(IsFolder).Select(FolderLine))
        .Order(StringComparer.Ordinal);

    public static string LineOf(string path, EntryType type, long sizeBytes, long? fileCount) => $"{path} {type} {sizeBytes} {fileCount}";

    private bool IsFolder(string path) => entries.All(entry => entry.Path != path || entry.Type == EntryType.Folder);

    private string FolderLine(string path)
    {
        var below = entries.Where(entry => entry.Type != EntryType.Folder && entry.Path.StartsWith($"{path}/", StringComparison.Ordinal)).ToList();
        return LineOf(path, EntryType.Folder, below.Sum(entry => entry.SizeBytes), below.Count);
    }

    private static IEnumerable<string> Above(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..slash];
        }
    }
}
