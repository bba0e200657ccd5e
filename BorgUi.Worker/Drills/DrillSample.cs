using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Drills;

/// <summary>How much a drill draws.</summary>
/// <param name="Seed">The same seed draws the same files of the same archive.</param>
internal sealed record DrillLimits(int Files, long Bytes, int Seed);

/// <summary>
/// Chooses from an archive's list, as it streams by, what a drill restores: the paths that must be there, of those that are folders
/// some files below, and files from everywhere, each as likely as any other. It keeps no more of the list than it may choose.
/// </summary>
internal sealed class DrillSample(DrillLimits limits, IReadOnlyList<string> mustHaves)
{
    private const int FilesOfFolder = 20;
    // They are arguments of one command, and the system takes 2 MiB of these.
    private const int MostCharacters = 256 * 1024;

    private readonly List<MustHave> _mustHaves = [.. mustHaves.Select(path => new MustHave(path, new(FilesOfFolder, limits.Bytes)))];
    private readonly DrillPool _everywhere = new(limits.Files, limits.Bytes);
    private readonly Random _random = new(limits.Seed);

    /// <summary>Paths that must be there and are not, or are folders without any file.</summary>
    public IReadOnlyList<string> Missing => [.. _mustHaves.Where(wanted => wanted is { Itself: null, Below.IsEmpty: true }).Select(wanted => wanted.Path)];

    public void Observe(ArchiveItem entry)
    {
        var rank = _random.NextInt64();
        foreach (var wanted in _mustHaves)
        {
            wanted.Observe(entry, rank);
        }

        if (IsDrawable(entry))
        {
            _everywhere.Offer(entry, rank);
        }
    }

    /// <summary>What is restored, each path once.</summary>
    public IReadOnlyList<ArchiveItem> Choose()
    {
        var named = _mustHaves.Select(wanted => wanted.Itself).OfType<ArchiveItem>().ToList();
        var left = limits.Bytes - named.Sum(entry => entry.Size);
        var chosen = named.ToDictionary(entry => entry.Path);
        foreach (var wanted in _mustHaves)
        {
            Add(wanted.Below.Take(ref left, atLeastOne: true));
        }

        Add(_everywhere.Take(ref left, atLeastOne: chosen.Count == 0));
        return [.. chosen.Values];

        void Add(IReadOnlyList<ArchiveItem> drawn)
        {
            var characters = chosen.Keys.Sum(path => path.Length);
            foreach (var entry in drawn.TakeWhile((entry, at) => at == 0 || (characters += entry.Path.Length) < MostCharacters))
            {
                chosen.TryAdd(entry.Path, entry);
            }
        }
    }

    // A further name of a file holds nothing itself, and one that is no UTF-8 cannot be asked for.
    private static bool IsDrawable(ArchiveItem entry) => entry is { Type: '-', IsHardLink: false, IsExact: true };

    private sealed record MustHave(string Path, DrillPool Below)
    {
        public ArchiveItem? Itself { get; private set; }

        public void Observe(ArchiveItem entry, long rank)
        {
            if (entry.Path == Path)
            {
                Itself = entry.IsFolder ? null : entry;
            }
            else if (IsDrawable(entry) && (Path.Length == 0 || entry.Path.StartsWith($"{Path}/", StringComparison.Ordinal)))
            {
                Below.Offer(entry, rank);
            }
        }
    }
}
