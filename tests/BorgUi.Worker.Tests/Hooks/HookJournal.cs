using BorgUi.Contracts.Hooks;
using BorgUi.Core.Hooks;
using BorgUi.Processes;
using BorgUi.Testing;

namespace BorgUi.Worker.Tests.Hooks;

/// <summary>Hooks that write into a file that they ran, and what they were told.</summary>
public sealed class HookJournal
{
    private readonly string _folder;

    public HookJournal(string folder) => _folder = Directory.CreateDirectory(Path.Combine(folder, $"journal-{Guid.NewGuid():N}")).FullName;

    /// <summary>What hooks wrote, in order: name, status, run id, attempt.</summary>
    public IReadOnlyList<HookEntry> Entries => !File.Exists(JournalPath) ? [] :
        [.. File.ReadAllLines(JournalPath).Select(line => line.Split('\t')).Select(part => new HookEntry(part[0], part[1], Guid.Parse(part[2]), part[3]))];

    public IEnumerable<string> Names => Entries.Select(entry => entry.Name);

    private string JournalPath => Path.Combine(_folder, "journal");

    /// <param name="then">What the shell does after the entry was written; <c>$JOURNAL</c> is a folder for it.</param>
    public PlanHook Hook(string name, HookMoment when, string then = "true") => new()
    {
        Name = name,
        When = when,
        Around = HookSubject.Backup,
        TimeoutSeconds = 600,
        Command = ["sh", "-c", $"""
            JOURNAL='{_folder}'
            printf '%s\t%s\t%s\t%s\n' "$BORGUI_HOOK" "$BORGUI_STATUS" "$BORGUI_RUN_ID" "$BORGUI_ATTEMPT" >> "$JOURNAL/journal"
            {then}
            """],
    };

    /// <summary>A hook that starts a child deaf to SIGTERM and waits for it, for ever.</summary>
    public PlanHook EndlessHook(string name, HookMoment when) => Hook(name, when, """
        trap '' TERM
        sleep 100000 &
        echo "$!" > "$JOURNAL/child.new" && mv "$JOURNAL/child.new" "$JOURNAL/child"
        wait
        """);

    /// <summary>A hook that ends when <see cref="Release"/> was called.</summary>
    public PlanHook GatedHook(string name, HookMoment when) => Hook(name, when, """while [ ! -e "$JOURNAL/gate" ]; do sleep 0.05; done""");

    public void Release() => File.WriteAllText(Path.Combine(_folder, "gate"), "");

    public string Read(string file) => File.ReadAllText(Path.Combine(_folder, file));

    /// <summary>The child of the endless hook, as soon as it is there.</summary>
    public async Task<ProcessIdentity> ChildAsync()
    {
        await Eventually.HoldsAsync(() => File.Exists(Path.Combine(_folder, "child")));
        return ProcessIdentity.Of(int.Parse(Read("child"), System.Globalization.CultureInfo.InvariantCulture))!;
    }

    public Task WaitForAsync(string name) => Eventually.HoldsAsync(() => Names.Contains(name), $"hook {name} has run");
}

public sealed record HookEntry(string Name, string Status, Guid RunId, string Attempt);
