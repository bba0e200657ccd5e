using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Restores;

/// <summary>Counts what became of each file, and keeps why some did not come back: in borg's words where it said a word.</summary>
internal sealed class RestoreTally
{
    private readonly List<JobWarning> _failures = [];
    private readonly List<string> _said = [];

    public long FilesSelected { get; private set; }

    public long FoldersSelected { get; private set; }

    public long BytesSelected { get; private set; }

    public long FilesRestored { get; private set; }

    public long BytesRestored { get; private set; }

    public long FilesSkipped { get; private set; }

    public long FilesFailed { get; private set; }

    public long FoldersCreated { get; private set; }

    /// <summary>borg's warnings that are about no file which failed, and the failures.</summary>
    public IReadOnlyList<JobWarning> Warnings => [.. _failures.Concat(_said.Select(text => new JobWarning(null, text))).Take(JobEnd.MaximumWarnings)];

    public int WarningCount => (int)Math.Min(int.MaxValue, FilesFailed + _said.Count);

    // "small/docs/readme.md: open: [Errno 13] Permission denied: '/srv/restore/…'", "Include pattern 'nope' never matched."
    public void Observe(BorgEvent happened)
    {
        if (happened is LogMessage { Level: BorgLogLevel.Warning, IsOutput: false, IsAdvice: false, Logger: not "root" } message && _said.Count < JobEnd.MaximumWarnings)
        {
            _said.Add(StorableText.Of(message.Text.Trim(), JobLogStore.MaximumLineLength));
        }
    }

    public void SelectFile(long bytes)
    {
        FilesSelected++;
        BytesSelected += bytes;
    }

    public void SelectFolder() => FoldersSelected++;

    public void Restored(long files, long bytes)
    {
        FilesRestored += files;
        BytesRestored += bytes;
    }

    public void CreatedFolders(long folders) => FoldersCreated += folders;

    public void Skipped() => FilesSkipped++;

    public void Failed(string path, string reason, long files = 1)
    {
        FilesFailed += files;
        var said = _said.FindIndex(text => text.StartsWith($"{path}: ", StringComparison.Ordinal));
        if (_failures.Count < JobEnd.MaximumWarnings)
        {
            _failures.Add(new(StorableText.Of(path, JobLogStore.MaximumLineLength), said < 0 ? reason : _said[said][(path.Length + 2)..]));
        }

        if (said >= 0)
        {
            _said.RemoveAt(said);
        }
    }
}
