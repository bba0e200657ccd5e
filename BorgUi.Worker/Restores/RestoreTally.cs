using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Restores;

/// <summary>
/// Counts what became of each file and tells it to the report, and keeps why some did not come back: in borg's words where it said a word.
/// </summary>
internal sealed class RestoreTally(RestoreReport report)
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

    public long FilesReplaced { get; private set; }

    public long FoldersCreated { get; private set; }

    public RestoreReport Report => report;

    /// <summary>borg's warnings that are about no file which failed, and the failures.</summary>
    public IReadOnlyList<JobWarning> Warnings => [.. _failures.Concat(_said.Select(text => new JobWarning(null, text))).Take(JobEnd.MaximumWarnings)];

    public int WarningCount => (int)Math.Min(int.MaxValue, FilesFailed + _said.Count);

    // "small/docs/readme.md: open: [Errno 13] Permission denied: '/srv/restore/…'", "Include pattern 'nope' never matched."
    public void Observe(BorgEvent happened)
    {
        if (happened is LogMessage { Level: BorgLogLevel.Warning, IsOutput: false, IsAdvice: false, Logger: not "root" } message)
        {
            Warn(message.Text.Trim());
        }
    }

    /// <summary>Keeps a warning that is about no one file.</summary>
    public void Warn(string text)
    {
        if (_said.Count < JobEnd.MaximumWarnings)
        {
            _said.Add(StorableText.Of(text, JobLogStore.MaximumLineLength));
        }
    }

    public void SelectFile(long bytes)
    {
        FilesSelected++;
        BytesSelected += bytes;
    }

    public void SelectFolder() => FoldersSelected++;

    public void Restored(string path, long bytes, bool isExact = true)
    {
        FilesRestored++;
        BytesRestored += bytes;
        report.Restored.Add(path, bytes, reason: null, isExact);
    }

    /// <summary>A folder that came back with all that is in it.</summary>
    public void Restored(FolderContent content)
    {
        FilesRestored += content.Files;
        BytesRestored += content.Bytes;
        FoldersCreated += content.Folders + 1;
        report.Restored.Add(content.Lines);
    }

    public void CreatedFolder() => FoldersCreated++;

    public void Replaced() => FilesReplaced++;

    public void Skipped(string path, string reason, bool isExact = true)
    {
        FilesSkipped++;
        report.Skipped(path, reason, isExact);
    }

    /// <param name="path">Below the destination.</param>
    /// <param name="reason">Ours, for when borg said nothing about it.</param>
    /// <param name="files">More than one for a folder with what is in it.</param>
    /// <param name="isExact">False when its name is not UTF-8.</param>
    public void Failed(string path, string reason, long files = 1, bool isExact = true)
    {
        FilesFailed += files;
        var said = _said.FindIndex(text => text.StartsWith($"{path}: ", StringComparison.Ordinal));
        var why = said < 0 ? reason : _said[said][(path.Length + 2)..];
        report.Failed(path, files > 1 ? $"{why} ({files} files)" : why, isExact: isExact);
        if (_failures.Count < JobEnd.MaximumWarnings)
        {
            _failures.Add(new(StorableText.Of(path, JobLogStore.MaximumLineLength), why));
        }

        if (said >= 0)
        {
            _said.RemoveAt(said);
        }
    }
}
