namespace BorgUi.Worker.Borg;

/// <summary>A failure of borg, explained.</summary>
internal sealed record BorgError
{
    /// <summary>Stable name of the kind of failure, for code and for links into the documentation.</summary>
    public required string Kind { get; init; }

    public required string Title { get; init; }

    /// <summary>What happened, in a sentence.</summary>
    public required string What { get; init; }

    /// <summary>What to do about it, in a sentence.</summary>
    public required string Advice { get; init; }

    /// <summary>Whether the same command may succeed later without anybody doing anything.</summary>
    public bool RetryMayHelp { get; init; }

    /// <summary>borg's own message id, when it gave one.</summary>
    public string? MessageId { get; init; }

    /// <summary>borg's own words: its error, or its last lines.</summary>
    public required IReadOnlyList<string> Details { get; init; }
}
