namespace BorgUi.Worker.Borg;

internal enum BorgOutcome
{
    Success,

    /// <summary>Done, but something was left out or is odd.</summary>
    Warning,

    Failure,
}

/// <summary>Why we ended the run, if we did; then outcome and exit code say little.</summary>
internal enum BorgStop
{
    None,

    /// <summary>The cancellation token fired and the command was ended by its recipe.</summary>
    Cancelled,

    /// <summary>Killed at once, without a goodbye: locks may have stayed.</summary>
    Killed,

    /// <summary>The disk of the repository is full, which borg before 1.4 takes for a read error of every further file.</summary>
    RepositoryFull,

    /// <summary>The connection to the server broke, which borg takes for a read error of every further file.</summary>
    ConnectionLost,

    /// <summary>The result was larger than we keep.</summary>
    OutputTooLarge,
}

/// <summary>The last event of every run.</summary>
internal sealed record BorgEnded : BorgEvent
{
    public required BorgExitCode ExitCode { get; init; }

    public required BorgOutcome Outcome { get; init; }

    public required BorgStop Stop { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>What went wrong, in words; null unless <see cref="Outcome"/> is a failure.</summary>
    public BorgError? Error { get; init; }

    /// <summary>borg's warnings, without its advice and the locks of the dead that it cleared away.</summary>
    public long Warnings { get; init; }

    /// <summary>The last messages that were not mere output, oldest first.</summary>
    public required IReadOnlyList<string> LastMessages { get; init; }

    /// <summary>Standard output of a command that collects it. Complete JSON only if the outcome is no failure.</summary>
    public ReadOnlyMemory<byte> Output { get; init; }

    /// <summary>False when a grandchild held the pipes, so that the last lines may be missing.</summary>
    public bool OutputIsComplete { get; init; } = true;

    /// <summary>Successful, perhaps with warnings, and not ended by us.</summary>
    public bool IsDone => Outcome != BorgOutcome.Failure && Stop == BorgStop.None;
}
