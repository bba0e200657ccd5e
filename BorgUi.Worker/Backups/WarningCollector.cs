using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Backups;

/// <summary>
/// Keeps what borg warned of, each with the file that it speaks of. A file that could not be read gives a warning and then an
/// <c>E</c> line; one that changed gives a warning and a <c>C</c> line; a missing source only a warning.
/// </summary>
internal sealed class WarningCollector(IReadOnlyList<string> sources)
{
    private readonly List<JobWarning> _warnings = [];

    public IReadOnlyList<JobWarning> Warnings => _warnings;

    public int Count { get; private set; }

    /// <summary>True when this event was a warning.</summary>
    public bool Observe(BorgEvent happened)
    {
        switch (happened)
        {
            case LogMessage { Level: BorgLogLevel.Warning, IsOutput: false, IsAdvice: false } message when !IsRemote(message) && WrongBlame.Of(message) == BorgStop.None:
                Add(message.Text);
                return true;
            case FileStatus { Status: 'E' or 'C' } file:
                NamePath(file.Path);
                return false;
            default:
                return false;
        }
    }

    // "Remote: ..." is what ssh or the server said on the way; a failure explains it.
    private static bool IsRemote(LogMessage message) => message.Logger == "root";

    private void Add(string text)
    {
        Count++;
        if (_warnings.Count < JobEnd.MaximumWarnings)
        {
            var stored = StorableText.Of(text.Trim(), JobLogStore.MaximumLineLength);
            // "/srv/gone: stat: [Errno 2] No such file or directory: '/srv/gone'"
            var source = sources.FirstOrDefault(path => stored.StartsWith($"{path}: ", StringComparison.Ordinal));
            _warnings.Add(source is null ? new(null, stored) : new(source, stored[(source.Length + 2)..]));
        }
    }

    // "home/me/x: open: [Errno 13] Permission denied: 'x'" stands before {"type": "file_status", "status": "E", "path": "home/me/x"}
    private void NamePath(string path)
    {
        if (_warnings is [.., { Path: null } last] && last.Reason.StartsWith($"{path}: ", StringComparison.Ordinal))
        {
            _warnings[^1] = new(StorableText.Of(path, JobLogStore.MaximumLineLength), last.Reason[(path.Length + 2)..]);
        }
    }
}
