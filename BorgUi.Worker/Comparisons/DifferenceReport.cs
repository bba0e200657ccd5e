using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Jobs;
using BorgUi.Worker.Restores;

namespace BorgUi.Worker.Comparisons;

/// <summary>Counts what a comparison finds and stores it as it comes: never more than a chunk of each kind is held.</summary>
internal sealed class DifferenceReport(JobRun run, JobReportStore store, PatientDatabase database)
{
    private static readonly DifferenceChange[] Changes = Enum.GetValues<DifferenceChange>();

    private readonly List<DifferenceLine>[] _waiting = [.. Changes.Select(_ => new List<DifferenceLine>())];
    private readonly long[] _counts = new long[Changes.Length];
    private int _chunks;

    /// <summary>Of content that only the newer side has.</summary>
    public long BytesAdded { get; private set; }

    /// <summary>Of content that only the older side has.</summary>
    public long BytesRemoved { get; private set; }

    public long Total => _counts.Sum();

    public long Count(DifferenceChange change) => _counts[(int)change];

    /// <summary>Takes away what an attempt before this one found.</summary>
    public Task BeginAsync() => database.UntilDoneAsync(run.Lease, () => store.ClearAsync(run.Claim, CancellationToken.None));

    public async ValueTask AddAsync(DifferenceLine line)
    {
        var waiting = _waiting[(int)line.Change];
        waiting.Add(line with { Path = StorableText.Of(line.Path, ReportBuffer.MaximumPath) });
        _counts[(int)line.Change]++;
        BytesAdded += line.BytesAdded ?? (line.Change == DifferenceChange.Added ? line.SizeAfter ?? 0 : 0);
        BytesRemoved += line.BytesRemoved ?? (line.Change == DifferenceChange.Removed ? line.SizeBefore ?? 0 : 0);
        if (waiting.Count == ReportBuffer.LinesPerChunk)
        {
            await StoreAsync(line.Change);
        }
    }

    /// <summary>Stores the rest.</summary>
    public async Task CompleteAsync()
    {
        foreach (var change in Changes.Where(change => _waiting[(int)change].Count > 0))
        {
            await StoreAsync(change);
        }
    }

    private async Task StoreAsync(DifferenceChange change)
    {
        var chunk = ReportChunk.Of(change, _waiting[(int)change]);
        var number = ++_chunks;
        await database.UntilDoneAsync(run.Lease, () => store.AppendAsync(run.Claim, number, chunk, CancellationToken.None));
        _waiting[(int)change].Clear();
    }
}
