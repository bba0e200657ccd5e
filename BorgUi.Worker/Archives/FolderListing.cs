using BorgUi.Contracts.Archives;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Archives;

/// <summary>
/// One folder of an archive out of borg's list of everything below it: its first entries, folders before all else and then by name,
/// and how many there are. Of the rest nothing is kept, however large the archive is.
/// </summary>
/// <param name="path">As stored; empty for the root.</param>
internal sealed class FolderListing(string path)
{
    public const int MaximumEntries = 1000;

    private readonly string _prefix = path.Length == 0 ? "" : $"{path}/";
    private readonly FolderChild _self = new(path);
    private readonly SortedList<(bool IsFile, string Name), FolderChild> _first = new(FirstFolders);

    // Folders without a line of their own, as `srv` of `srv/data`: an archive has one for each source at most.
    private readonly HashSet<string> _implied = new(StringComparer.Ordinal);
    private string? _newestFolder;
    private bool _isThere = path.Length == 0;
    private long _total;

    private static Comparer<(bool IsFile, string Name)> FirstFolders => Comparer<(bool IsFile, string Name)>.Create(
        (left, right) => left.IsFile == right.IsFile ? string.CompareOrdinal(left.Name, right.Name) : left.IsFile.CompareTo(right.IsFile));

    /// <summary>Null when the archive holds no such path.</summary>
    public ArchiveFolder? Result => !_isThere ? null : new()
    {
        Path = path,
        Folder = path.Length == 0 ? null : _self.ToEntry(),
        Source = EntrySource.Borg,
        Items = [.. _first.Values.Select(child => child.ToEntry())],
        Total = _total,
    };

    public void Observe(BorgEvent happened)
    {
        if (happened is OutputLine line && ArchiveItem.Parse(line) is { } entry)
        {
            Add(entry);
        }
    }

    private void Add(ArchiveItem entry)
    {
        if (entry.Path == path)
        {
            _isThere = true;
            _self.Own = entry;
        }
        else if (entry.Path.StartsWith(_prefix, StringComparison.Ordinal))
        {
            _isThere = true;
            _self.AddBelow(entry);
            var rest = entry.Path.AsSpan(_prefix.Length);
            var slash = rest.IndexOf('/');
            AddTo((slash < 0 ? rest : rest[..slash]).ToString(), entry, isOwn: slash < 0);
        }
    }

    private void AddTo(string name, ArchiveItem entry, bool isOwn)
    {
        var child = ChildOf((IsFile: isOwn && !entry.IsFolder, name), out var isNew);
        if (isOwn)
        {
            _total += _implied.Contains(name) ? 0 : 1;
            _newestFolder = entry.IsFolder ? name : _newestFolder;
            child?.Own = entry;
            return;
        }

        // What lies below a folder follows it, unless the folder has no line.
        if ((isNew || child is null) && name != _newestFolder && _implied.Add(name))
        {
            _total++;
        }

        child?.AddBelow(entry);
    }

    /// <summary>The child, made if it is among the first; null when it is not.</summary>
    private FolderChild? ChildOf((bool IsFile, string Name) key, out bool isNew)
    {
        isNew = !_first.TryGetValue(key, out var child);
        if (!isNew)
        {
            return child;
        }

        if (_first.Count == MaximumEntries)
        {
            if (_first.Comparer.Compare(key, _first.GetKeyAtIndex(MaximumEntries - 1)) > 0)
            {
                return null;
            }

            _first.RemoveAt(MaximumEntries - 1);
        }

        return _first[key] = new(_prefix + key.Name);
    }
}
