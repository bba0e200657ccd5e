using BorgUi.Contracts.Jobs;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Jobs;

namespace BorgUi.Worker.Restores;

/// <summary>What became of each file of a restore, stored as it grows.</summary>
internal sealed class RestoreReport(JobRun run, JobReportStore store, PatientDatabase database)
{
    private readonly ReportBuffer[] _buffers = [new(ReportOutcome.Failed), new(ReportOutcome.Skipped), new(ReportOutcome.Restored)];
    private int _chunks;

    public ReportBuffer Restored => _buffers[2];

    public void Failed(string path, string reason, long? size = null, bool isExact = true) => _buffers[0].Add(path, size, reason, isExact);

    public void Skipped(string path, string reason, bool isExact = true) => _buffers[1].Add(path, null, reason, isExact);

    /// <summary>Stores what is full; cheap when nothing is.</summary>
    public ValueTask FlushAsync() => _buffers.Any(buffer => buffer.IsFull) ? new(StoreAsync(isEnd: false)) : ValueTask.CompletedTask;

    /// <summary>Stores the rest.</summary>
    public Task CompleteAsync() => StoreAsync(isEnd: true);

    private async Task StoreAsync(bool isEnd)
    {
        foreach (var chunk in _buffers.SelectMany(buffer => buffer.Take(isEnd)))
        {
            var number = ++_chunks;
            await database.UntilDoneAsync(run.Lease, () => store.AppendAsync(run.Claim, number, chunk, CancellationToken.None));
        }
    }
}
