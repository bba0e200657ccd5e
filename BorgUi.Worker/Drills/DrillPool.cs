using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Drills;

/// <summary>The files of lowest rank of all that were offered, and the smallest one in case that none of them fits.</summary>
internal sealed class DrillPool(int most, long fittingBytes)
{
    // The highest rank comes out first, to make room.
    private readonly PriorityQueue<ArchiveItem, long> _lowest = new(Comparer<long>.Create((left, right) => right.CompareTo(left)));
    private ArchiveItem? _smallest;

    public bool IsEmpty => _smallest is null;

    public void Offer(ArchiveItem entry, long rank)
    {
        _smallest = _smallest is null || entry.Size < _smallest.Size ? entry : _smallest;
        if (entry.Size > fittingBytes)
        {
            return;
        }

        if (_lowest.Count < most)
        {
            _lowest.Enqueue(entry, rank);
        }
        else
        {
            _lowest.EnqueueDequeue(entry, rank);
        }
    }

    /// <summary>Those that fit into the bytes that are left, by rank.</summary>
    /// <param name="atLeastOne">Then the smallest is taken also when it does not fit.</param>
    public IReadOnlyList<ArchiveItem> Take(ref long left, bool atLeastOne)
    {
        var taken = new List<ArchiveItem>();
        foreach (var (entry, _) in _lowest.UnorderedItems.OrderBy(item => item.Priority))
        {
            if (entry.Size <= left)
            {
                left -= entry.Size;
                taken.Add(entry);
            }
        }

        if (taken.Count == 0 && atLeastOne && _smallest is not null)
        {
            left -= _smallest.Size;
            taken.Add(_smallest);
        }

        return taken;
    }
}
