using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;

namespace BorgUi.Worker.Restores;

/// <summary>Lines of one outcome, packed as soon as there are enough: a million take some megabytes.</summary>
internal sealed class ReportBuffer(ReportOutcome outcome)
{
    public const int LinesPerChunk = 2000;

    // A path of Linux in characters; borg's own are shorter.
    public const int MaximumPath = 4096;

    private readonly List<ReportLine> _lines = [];
    private readonly List<ReportChunk> _packed = [];

    public bool IsFull => _packed.Count > 0;

    public void Add(string path, long? size, string? reason, bool isExact)
    {
        _lines.Add(new(StorableText.Of(path, MaximumPath), outcome, size, reason is null ? null : StorableText.Of(reason, JobLogStore.MaximumLineLength), isExact));
        if (_lines.Count == LinesPerChunk)
        {
            Pack();
        }
    }

    /// <summary>Takes over what another buffer of the same outcome holds.</summary>
    public void Add(ReportBuffer other)
    {
        _packed.AddRange(other._packed);
        foreach (var line in other._lines)
        {
            _lines.Add(line);
            if (_lines.Count == LinesPerChunk)
            {
                Pack();
            }
        }
    }

    /// <summary>Hands over the full chunks, at the end also the last one.</summary>
    public IReadOnlyList<ReportChunk> Take(bool isEnd)
    {
        if (isEnd && _lines.Count > 0)
        {
            Pack();
        }

        ReportChunk[] taken = [.. _packed];
        _packed.Clear();
        return taken;
    }

    private void Pack()
    {
        _packed.Add(ReportChunk.Of(outcome, _lines));
        _lines.Clear();
    }
}
