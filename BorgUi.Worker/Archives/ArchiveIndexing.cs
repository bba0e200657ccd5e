using BorgUi.Contracts.Archives;
using BorgUi.Core.Archives.Index;
using BorgUi.Core.Repositories;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Jobs;
using BorgUi.Worker.Repositories;

namespace BorgUi.Worker.Archives;

/// <summary>Indexes one archive from borg's list of it, as it streams by.</summary>
internal sealed class ArchiveIndexing(JobBorg borg, ArchiveIndexer indexer, IndexBacklog backlog, TimeProvider time)
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(2);

    /// <param name="stopping">Ends borg; then nothing of the archive is kept.</param>
    /// <returns>How borg ended; null when there was nothing to do.</returns>
    /// <exception cref="InvalidDataException">What borg listed cannot be indexed.</exception>
    public async Task<BorgEnded?> IndexAsync(JobRun run, Repository repository, RepositoryKeys keys, IndexTask task, IndexShare share, CancellationToken stopping)
    {
        await backlog.ReportAsync(task.ArchiveId, null, stopping);
        await using var index = await indexer.BeginAsync(task.ArchiveId, stopping);
        if (index is null)
        {
            return null;
        }

        var listing = new Listing(run, index, task, share);
        var reportedAt = time.GetTimestamp();
        var ended = await borg.StreamAsync(run, BorgCommand.ListFiles(repository.Location, task.ArchiveName), keys.Environment, TakeAsync, stopping);
        if (ended.IsDone)
        {
            await index.CompleteAsync(stopping);
        }

        return ended;

        async ValueTask TakeAsync(OutputLine line)
        {
            listing.Take(line);
            if (index.BatchIsFull)
            {
                await index.FlushAsync(stopping);
            }

            if (listing.IsDue && time.GetElapsedTime(reportedAt) >= ReportEvery)
            {
                reportedAt = time.GetTimestamp();
                await backlog.ReportAsync(task.ArchiveId, listing.Report(), stopping);
            }
        }
    }

    // One archive on its way into the index.
    private sealed class Listing(JobRun run, IndexRun index, IndexTask task, IndexShare share)
    {
        private readonly EntryReader _reader = new();
        private long _entries;
        private long _files;

        /// <summary>Whether it is worth to look at the clock.</summary>
        public bool IsDue => _entries % 1024 == 0;

        public void Take(OutputLine line)
        {
            if (line.Cut)
            {
                throw new InvalidDataException("borg listed an item that is too long to be read.");
            }

            var entry = _reader.Read(line.Utf8.Span);
            _entries++;
            _files += entry.Type == EntryType.File ? 1 : 0;
            index.Add(entry);
        }

        /// <summary>Says how far it is; borg counted the files when it made the archive.</summary>
        public double? Report()
        {
            double? percent = task.FileCount is > 0 and var count ? Math.Min(99, 100.0 * _files / count) : null;
            run.Progress.Report(new() { Message = $"Indexing {task.ArchiveName}", FilesProcessed = _entries, Percent = share.Of(percent ?? 0), IsEstimate = true });
            return percent;
        }
    }
}

/// <summary>The part that one archive has in the percent of a job.</summary>
internal sealed record IndexShare(int Done, int Total)
{
    public double Of(double percent) => ((100.0 * Done) + percent) / Math.Max(1, Total);
}
