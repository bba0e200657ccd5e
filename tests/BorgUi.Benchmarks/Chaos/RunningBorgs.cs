using System.Globalization;
using BorgUi.Processes;

namespace BorgUi.Benchmarks.Chaos;

/// <summary>A borg that runs now: who it is, what it does, and to which repository of the run.</summary>
internal sealed record RunningBorg(ProcessIdentity Process, string Verb, string Repository, string Machine)
{
    private static readonly string[] Writing = ["create", "prune", "compact", "delete", "check", "rename", "init"];

    public bool Writes => Writing.Contains(Verb);
}

/// <summary>Finds the borgs of a run by what the kernel knows of them, not by what BorgUi says.</summary>
internal static class RunningBorgs
{
    public static IReadOnlyList<RunningBorg> In(string folder) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? Read(id, folder) : null)
            .OfType<RunningBorg>(),
    ];

    private static RunningBorg? Read(int processId, string folder)
    {
        try
        {
            var words = File.ReadAllText($"/proc/{processId}/cmdline").Split('\0');
            var program = Array.FindIndex(words, word => Path.GetFileName(word) == "borg");
            var at = Array.FindIndex(words, word => word.StartsWith($"{folder}/repository-", StringComparison.Ordinal));
            // setpriv and env have the same words before they become borg.
            if (program is not (0 or 1) || at < 0 || ProcessIdentity.Of(processId) is not { } process)
            {
                return null;
            }

            var machine = File.ReadAllText($"/proc/{processId}/environ").Split('\0').FirstOrDefault(variable => variable.StartsWith("BORG_BASE_DIR=", StringComparison.Ordinal));
            return new(process, words[program + 1], words[at].Split("::")[0], machine ?? "");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has ended.
            return null;
        }
    }
}
