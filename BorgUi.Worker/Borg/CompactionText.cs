using System.Globalization;
using System.Text.RegularExpressions;

namespace BorgUi.Worker.Borg;

/// <summary>What a compact says at its end, the only place where the freed space is told.</summary>
internal static partial class CompactionText
{
    /// <summary>The space that was freed, as exactly as borg tells it; null when the message says nothing of it.</summary>
    public static long? FreedBytes(LogMessage message)
    {
        var match = Pattern().Match(message.Text);
        if (!match.Success || !double.TryParse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var power = "BkMGTPE".IndexOf(match.Groups["unit"].Value[0], StringComparison.Ordinal);
        return (long)Math.Round(number * Math.Pow(1000, power));
    }

    // "compaction freed about 605.07 kB repository space."
    // "Remote: compaction freed about 1.10 kB repository space."
    [GeneratedRegex(@"^(Remote: )?compaction freed about (?<number>-?[\d.]+) (?<unit>B|[kMGTPE]B) repository space\.$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
