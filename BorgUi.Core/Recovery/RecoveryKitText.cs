using System.Globalization;
using System.Text;
using BorgUi.Contracts.Repositories;

namespace BorgUi.Core.Recovery;

/// <summary>A recovery kit as a text that explains itself to somebody who has nothing else.</summary>
public static class RecoveryKitText
{
    public static string Of(RecoveryKit kit)
    {
        var text = new StringBuilder();
        Line(text, $"RECOVERY KIT of the borg repository {kit.Name}");
        Line(text, $"made on {kit.MadeAt.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture)}");
        Line(text, "");
        Line(text, "Whoever has this can read everything in the repository. Keep it apart from the");
        Line(text, "repository and from the machines that are backed up, where fire or theft take");
        Line(text, "only one of them. A change of the passphrase or the key makes it useless.");
        Line(text, "");
        Line(text, $"Location     {kit.Location}");
        if (!kit.Location.StartsWith("ssh://", StringComparison.Ordinal))
        {
            Line(text, $"             a folder on the machine of the site {kit.Site}");
        }

        Line(text, $"Encryption   {kit.Encryption}");
        Line(text, $"borg's id    {kit.BorgRepositoryId ?? "unknown"}");
        Line(text, $"Passphrase   {kit.Passphrase ?? "(none)"}");
        Line(text, $"borg         {(kit.BorgVersion is { } version ? $"it was used with {version}" : "1.2 or newer")}; any later 1.x reads it (borgbackup.org)");
        Line(text, "");
        Line(text, "How to get the data back without BorgUi, in a shell (sh, bash) on any machine that");
        Line(text, "has borg and reaches the repository:");
        foreach (var (step, number) in kit.Steps.Select((step, at) => (step, at + 1)))
        {
            Line(text, "");
            Line(text, $"# {number}. {step.Title}");
            Line(text, step.Commands);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
