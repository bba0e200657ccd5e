using System.Text.RegularExpressions;

namespace BorgUi.Worker.Borg;

/// <summary>What <c>prune --list</c> does with one archive.</summary>
/// <param name="Name">The archive's name.</param>
/// <param name="Id">Its id, 64 hexadecimal digits: names may hold anything, so tell archives apart by this.</param>
/// <param name="Rule">Why it is kept, in borg's words (<c>daily #1</c>); null when it is pruned.</param>
internal sealed partial record PruneDecision(string Name, string Id, string? Rule)
{
    public bool IsKept => Rule is not null;

    /// <summary>Reads one message of borg; null when it is not about an archive.</summary>
    public static PruneDecision? Parse(LogMessage message)
    {
        if (message.Logger != "borg.output.list" || Pattern().Match(message.Text) is not { Success: true } match)
        {
            return null;
        }

        return new(match.Groups["name"].Value.TrimEnd(' '), match.Groups["id"].Value, match.Groups["rule"] is { Success: true } rule ? rule.Value : null);
    }

    // "Keeping archive (rule: daily #1):        daily-11                             Tue, 2026-12-15 12:00:00 [184f...]"
    // "Would prune:                             daily-05                             Mon, 2026-06-15 12:00:00 [5e76...]"
    // "Pruning archive (1/9):                   daily-09                             Thu, 2026-10-15 12:00:00 [b6b6...]"
    [GeneratedRegex(
        @"^(Keeping archive \(rule: (?<rule>[^)]*)\):|Would prune:|Pruning archive \(\d+/\d+\):) +(?<name>.*) [A-Z][a-z]{2}, \d{4}-\d\d-\d\d \d\d:\d\d:\d\d \[(?<id>[0-9a-f]{64})\]$",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
