using System.Text.RegularExpressions;

namespace BorgUi.Worker.Borg;

/// <summary>Explains failures: the known ones in our words, the others in borg's own.</summary>
internal static partial class BorgErrorCatalogue
{
    public const string LockHeld = "lock-held";
    public const string RepositoryExists = "repository-exists";

    private const int OutOfMemorySignal = 9;

    /// <summary>Explains a run that failed. <paramref name="sshLog"/> is what ssh wrote to its own log file.</summary>
    public static BorgError Explain(BorgDiagnosis diagnosis, BorgExitCode exitCode, IReadOnlyList<string> sshLog)
    {
        // What the server's borg said is the cause only if our own has no word for it.
        var messageId = diagnosis.Errors.Where(error => error.MessageId is not null)
            .OrderBy(error => error.Text.StartsWith("Remote: ", StringComparison.Ordinal))
            .FirstOrDefault()?.MessageId;
        string[] remote = [.. sshLog, .. diagnosis.Remote];
        string[] own = [.. diagnosis.Errors.Select(error => error.Text), .. diagnosis.LastMessages.Except(diagnosis.Errors.Select(error => error.Text))];
        // A lost connection always looks the same to borg; the cause is in what ssh said.
        var entry = Connection.FirstOrDefault(known => known.Matches(null, remote))
            ?? (messageId is null or "Exception" ? Known.FirstOrDefault(known => known.Matches(null, own)) : null)
            ?? Known.FirstOrDefault(known => known.Matches(messageId ?? exitCode.Name, []))
            ?? Known.FirstOrDefault(known => known.Matches(null, own))
            ?? (exitCode.Signal is { } signal ? EndedBySignal(signal) : Unknown);
        return Say(entry, messageId, Details(diagnosis, remote));
    }

    /// <summary>The result was larger than the options allow.</summary>
    public static BorgError OutputTooLarge(BorgDiagnosis diagnosis, int maxBytes) => Say(
        new("output-too-large", "Too much output", $"borg's answer was larger than {maxBytes} bytes, so the run was ended.",
            "Ask for less at once, or raise the limit for borg's output."),
        null,
        diagnosis.LastMessages);

    /// <summary>The run was ended because the disk of the repository is full.</summary>
    public static BorgError RepositoryFull(BorgDiagnosis diagnosis) => Say(DiskFull, null, diagnosis.LastMessages);

    /// <summary>The run was ended because the connection to the server broke.</summary>
    public static BorgError LostConnection(BorgDiagnosis diagnosis) => Say(ConnectionLost, null, diagnosis.LastMessages);

    /// <summary>The folder whose lock was not released in time; on a server, for a repository there.</summary>
    public static string? LockedFolder(BorgError error) =>
        error.Details.Select(line => LockTimeout().Match(line)).FirstOrDefault(match => match.Success)?.Groups["folder"].Value;

    private static BorgError Say(BorgErrorEntry entry, string? messageId, IReadOnlyList<string> details) => new()
    {
        Kind = entry.Kind,
        Title = entry.Title,
        What = entry.What,
        Advice = entry.Advice,
        RetryMayHelp = entry.RetryMayHelp,
        MessageId = messageId,
        Details = details,
    };

    private static IReadOnlyList<string> Details(BorgDiagnosis diagnosis, string[] remote) =>
        [.. diagnosis.LastMessages, .. remote.Where(line => !diagnosis.LastMessages.Any(kept => kept.Contains(line, StringComparison.Ordinal)))];

    private static BorgErrorEntry EndedBySignal(int signal) => signal == OutOfMemorySignal
        ? new("killed", "borg was killed", "Something outside BorgUi ended borg at once, perhaps the kernel because memory ran out.",
            "Look into the system log of the worker's machine; then start the job again.") { RetryMayHelp = true }
        : new("ended-by-signal", "borg was ended", $"Something outside BorgUi ended borg with signal {signal}.",
            "Start the job again when nothing shuts down any more.") { RetryMayHelp = true };

    // "Failed to create/acquire the lock /srv/repo/lock.exclusive (timeout)."; without .exclusive when it waited for readers.
    [GeneratedRegex(@"acquire the lock (?<folder>/.*)/lock(?:\.exclusive)? \(timeout\)", RegexOptions.Singleline)]
    private static partial Regex LockTimeout();
}
