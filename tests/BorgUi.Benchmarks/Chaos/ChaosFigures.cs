using System.Collections.Concurrent;

namespace BorgUi.Benchmarks.Chaos;

/// <summary>What was done and seen, counted.</summary>
internal sealed class ChaosFigures
{
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly ConcurrentDictionary<string, byte> _faults = new();

    public void Count(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    /// <summary>Something that must never happen; the same one counts once.</summary>
    public void Fault(string what) => _faults.TryAdd(what, 0);

    public IReadOnlyList<KeyValuePair<string, int>> Counts => [.. _counts.OrderBy(count => count.Key, StringComparer.Ordinal)];

    public IReadOnlyList<string> Faults => [.. _faults.Keys.Order(StringComparer.Ordinal)];
}
