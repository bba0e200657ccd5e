using BorgUi.Contracts.Archives;
using BorgUi.Core.Archives;
using BorgUi.Core.Archives.Index;
using BorgUi.Processes;
using BorgUi.Worker.Borg;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Tests.Jobs;

/// <summary>What the index says of an archive beside what borg says of it, as lines that can be compared.</summary>
internal static class IndexedArchive
{
    /// <summary>The entries of an indexed archive, sorted.</summary>
    public static async Task<IReadOnlyList<string>> EntriesAsync(WorkerFixture worker, Guid archiveId)
    {
        await using var db = worker.NewContext();
        var point = await db.IndexPoints.AsNoTracking().SingleAsync(row => row.ArchiveId == archiveId);
        var valid = await db.IndexVersions
            .Where(row => row.SeriesId == point.SeriesId && row.FirstPosition <= point.Position && row.LastPosition >= point.Position)
            .ToListAsync();
        var byFolder = valid.ToLookup(row => row.FolderId);
        // Folders that borg does not list, only what lies in them, have no mode.
        return [.. Below("").Where(entry => entry.Row.Mode is not null).Select(entry => LineOf(entry.Path, entry.Row)).Order(StringComparer.Ordinal)];

        IEnumerable<(string Path, IndexVersion Row)> Below(string folder) => byFolder[FolderId.Of(folder)].SelectMany(row =>
        {
            var path = folder.Length == 0 ? row.Name : $"{folder}/{row.Name}";
            return row.Type == EntryType.Folder ? Below(path).Prepend((path, row)) : [(path, row)];
        });
    }

    /// <summary>The same from <c>borg list</c>.</summary>
    public static async Task<IReadOnlyList<string>> ListedAsync(WorkerFixture worker, string location, Archive archive)
    {
        var run = await CapturedRun.RunAsync(worker.ForeignBorg("list", "--json-lines", $"{location}::{archive.Name}"));
        Assert.True(run.ExitCode == 0, run.Error);
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(LineOf).Order(StringComparer.Ordinal)];
    }

    private static string LineOf(string path, IndexVersion row) =>
        $"{path} {Letter(row.Type)} {(row.Type == EntryType.Folder ? 0 : row.SizeBytes)} {row.ModifiedAt:O} {row.IsExact}";

    private static string LineOf(string json)
    {
        var item = ArchiveItem.Parse(new(System.Text.Encoding.UTF8.GetBytes(json), Cut: false))!;
        return $"{item.Path} {(item.IsHardLink ? 'h' : item.Type)} {item.Size} {item.ModifiedAt:O} {!item.Path.Contains('?', StringComparison.Ordinal)}";
    }

    private static char Letter(EntryType type) => type switch
    {
        EntryType.Folder => 'd',
        EntryType.Symlink => 'l',
        EntryType.Hardlink => 'h',
        EntryType.Fifo => 'p',
        EntryType.CharDevice => 'c',
        EntryType.BlockDevice => 'b',
        _ => '-',
    };
}
