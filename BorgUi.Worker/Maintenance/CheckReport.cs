using System.Text.RegularExpressions;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Maintenance;

/// <summary>
/// Gathers what a check found, and what it itself said to be in order. One damaged segment makes a line for each of its chunks:
/// these are counted per segment. What a server's borg says comes with a prefix.
/// </summary>
internal sealed partial class CheckReport
{
    private const string Remote = "Remote: ";

    private readonly List<JobWarning> _findings = [];
    private readonly SortedDictionary<long, int> _missingChunks = [];

    /// <summary>What is wrong, in borg's words; missing chunks as one line for each segment.</summary>
    public IReadOnlyList<JobWarning> Findings =>
        [.. _findings.Concat(_missingChunks.Select(segment => new JobWarning(null, $"{segment.Value} chunks of segment {segment.Key} are missing."))).Take(JobEnd.MaximumWarnings)];

    /// <summary>How many lines of damage borg wrote, the missing chunks not counted one by one.</summary>
    public int Count { get; private set; }

    public int MissingChunks => _missingChunks.Values.Sum();

    public bool IsDamaged => Count > 0 || MissingChunks > 0;

    /// <summary>borg said of the whole repository that it is in order.</summary>
    public bool RepositoryIsFine { get; private set; }

    /// <summary>borg said so of the part that it looked at in its time.</summary>
    public bool PartIsFine { get; private set; }

    public bool ArchivesAreFine { get; private set; }

    public void Observe(BorgEvent happened)
    {
        if (happened is not LogMessage { Logger: "borg.repository" or "borg.archive" or "root", IsOutput: false } message)
        {
            return;
        }

        var text = message.Text.StartsWith(Remote, StringComparison.Ordinal) ? message.Text[Remote.Length..] : message.Text;
        RepositoryIsFine |= text == "Finished full repository check, no problems found.";
        PartIsFine |= text == "Finished partial repository check, no problems found.";
        ArchivesAreFine |= text == "Archive consistency check complete, no problems found.";
        if (MissingChunk().Match(text) is { Success: true } chunk)
        {
            var segment = long.Parse(chunk.Groups["segment"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
            _missingChunks[segment] = _missingChunks.GetValueOrDefault(segment) + 1;
        }
        else if (message.Level >= BorgLogLevel.Error && !Summary().IsMatch(text))
        {
            Add(text);
        }
    }

    private void Add(string text)
    {
        Count++;
        if (_findings.Count < JobEnd.MaximumWarnings)
        {
            _findings.Add(new(null, StorableText.Of(text.Trim(), JobLogStore.MaximumLineLength)));
        }
    }

    // "ID: 047b35...902accc rebuilt index: <not found>      committed index: (2, 700974)     ": WARNING in 1.2, ERROR in 1.4.
    [GeneratedRegex(@"^ID: [0-9a-f]{64} rebuilt index: <not found> +committed index: \((?<segment>\d+), \d+\)", RegexOptions.ExplicitCapture)]
    private static partial Regex MissingChunk();

    // "Finished full repository check, errors found." "Archive consistency check complete, problems found."
    [GeneratedRegex(@"^(Finished \w+ repository check, errors|Archive consistency check complete, problems) found\.$", RegexOptions.ExplicitCapture)]
    private static partial Regex Summary();
}
