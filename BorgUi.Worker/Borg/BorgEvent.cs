namespace BorgUi.Worker.Borg;

/// <summary>One thing that a running borg said; the last one of every run is <see cref="BorgEnded"/>.</summary>
internal abstract record BorgEvent
{
    private protected BorgEvent()
    {
    }
}

/// <summary>How far a create has come; sizes are of this archive, deduplicated means new data. At most five a second.</summary>
internal sealed record ArchiveProgress(
    long OriginalBytes, long CompressedBytes, long DeduplicatedBytes, long Files, string? Path, DateTimeOffset? At, bool Finished) : BorgEvent;

/// <summary>One path of a create or recreate: A added, M modified, U unchanged, C changed while read, E error, d s h f c b i x - ?.</summary>
internal sealed record FileStatus(char Status, string Path) : BorgEvent;

/// <summary>A step without numbers, such as <c>cache.commit</c>. Keyed by operation and message id.</summary>
internal sealed record ProgressMessage(long Operation, string? MessageId, string? Text, DateTimeOffset? At, bool Finished) : BorgEvent;

/// <summary>A step that is counted; <see cref="Total"/> can be 0. Keyed by operation and message id.</summary>
internal sealed record ProgressPercent(
    long Operation, string? MessageId, long Current, long Total, string? Text, IReadOnlyList<string> Info, DateTimeOffset? At, bool Finished) : BorgEvent;

/// <summary>A line of borg's log; <see cref="MessageId"/> is the class of the error, if there is one.</summary>
internal sealed record LogMessage(BorgLogLevel Level, string Logger, string? MessageId, string Text, DateTimeOffset? At) : BorgEvent
{
    /// <summary>borg's table output (--list, --stats, progress as text, the final return code), which is no news of trouble.</summary>
    public bool IsOutput => Logger.StartsWith("borg.output.", StringComparison.Ordinal);

    // "Killed stale lock client1.example.20310-0." "Removed stale exclusive roster lock for host client1.example pid 20310 ..."
    /// <summary>What borg says of the locks of the dead that it cleared away; no news of trouble either.</summary>
    public bool IsAdvice => Logger is "borg.locking" or "borg.logger";
}

/// <summary>borg asked, or answered from the environment; <see cref="Kind"/> is the JSON type without <c>question_</c>.</summary>
internal sealed record Question(string Kind, string? MessageId, string? Text) : BorgEvent;

/// <summary>What was not one of borg's messages: usage errors, ssh, tracebacks of the interpreter, unknown types.</summary>
internal sealed record RawLine(string Text) : BorgEvent;

/// <summary>One line of standard output of a command whose result is streamed, without its line feed.</summary>
internal sealed record OutputLine(ReadOnlyMemory<byte> Utf8, bool Cut) : BorgEvent;

internal enum BorgLogLevel
{
    Debug,
    Info,
    Warning,
    Error,
    Critical,
}
