namespace BorgUi.Processes;

/// <summary>What to start, and how it is bound to us.</summary>
public sealed record ChildProcessStart
{
    /// <summary>An absolute path, or a name that is looked up in PATH.</summary>
    public required string FileName { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public string? WorkingDirectory { get; init; }

    /// <summary>The whole environment of the child; null means that it inherits ours.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>The account to run as; only root can choose one. Null stays with ours.</summary>
    public string? User { get; init; }

    /// <summary>What the kernel sends to the child when we die, however we die.</summary>
    public Signal DeathSignal { get; init; } = Signal.Kill;

    /// <summary>True keeps standard input open for <see cref="ChildProcess.Input"/>; otherwise the child reads end of file at once.</summary>
    public bool OpenInput { get; init; }

    /// <summary>
    /// True for a child that writes very many short lines to its standard output: that is looked at up to every 50 ms instead of
    /// with every line, which costs the child and us much less. False reads as it comes, and costs nothing while nothing comes.
    /// </summary>
    public bool PollOutput { get; init; }

    /// <summary>The same for standard error.</summary>
    public bool PollError { get; init; }
}
