namespace BorgUi.Worker.Borg;

/// <summary>A line of the catalogue: how a failure is recognised, and what is said about it.</summary>
internal sealed record BorgErrorEntry(string Kind, string Title, string What, string Advice)
{
    /// <summary>Last dotted parts of borg's message ids: 1.2 drops the first part of an error that comes from a server.</summary>
    public IReadOnlyList<string> MessageIds { get; init; } = [];

    /// <summary>Texts in borg's errors, in what ssh said, or in lines that are no messages; any of them is enough.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    public bool RetryMayHelp { get; init; }

    public bool Matches(string? messageId, IEnumerable<string> texts)
    {
        var wanted = messageId?[(messageId.LastIndexOf('.') + 1)..];
        return (wanted is not null && MessageIds.Any(id => id == wanted || id == messageId))
            || texts.Any(text => Texts.Any(part => text.Contains(part, StringComparison.OrdinalIgnoreCase)));
    }
}
