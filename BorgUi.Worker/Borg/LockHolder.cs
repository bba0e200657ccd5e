using System.Globalization;
using System.Text.Json;

namespace BorgUi.Worker.Borg;

/// <summary>A borg that holds a lock, as it wrote itself down in the folder that it locked: a repository of this machine, or a cache.</summary>
internal sealed record LockHolder(string HostId, int ProcessId)
{
    /// <summary>Who keeps writers out of the folder; null when nobody does any more.</summary>
    public static LockHolder? Of(string folder) => WriterOf(folder) ?? (ReadersOf(folder) is [var reader, ..] ? reader : null);

    /// <summary>Who has the folder to itself; null when nobody has.</summary>
    public static LockHolder? WriterOf(string folder)
    {
        try
        {
            return Directory.EnumerateFiles(Path.Combine(folder, "lock.exclusive")).Select(file => Parse(Path.GetFileName(file))).FirstOrDefault(holder => holder is not null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Nobody holds it, it was released just now, or we may not look.
            return null;
        }
    }

    /// <summary>Who reads in the folder, which keeps writers out.</summary>
    public static IReadOnlyList<LockHolder> ReadersOf(string folder)
    {
        try
        {
            // {"shared": [["tower.lan@186240203219", 4711, 0]], "exclusive": []}
            using var roster = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "lock.roster")));
            return !roster.RootElement.TryGetProperty("shared", out var shared)
                ? []
                : [.. shared.EnumerateArray().Select(entry => new LockHolder(entry[0].GetString() ?? "", entry[1].GetInt32()))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }

    /// <summary>For people, who know machines by their names; ours carries a number that nobody knows.</summary>
    public string Describe(string ourHostId)
    {
        // borg's own form is "tower.lan@186240203219", the name and the address of a network card.
        var machine = HostId == ourHostId ? "this machine" : HostId.Split('@')[0];
        return string.Create(CultureInfo.InvariantCulture, $"borg on {machine} (process {ProcessId})");
    }

    // "tower.lan@186240203219.4711-0": machine, pid, thread
    private static LockHolder? Parse(string name)
    {
        var thread = name.LastIndexOf('-');
        var process = thread < 0 ? -1 : name.LastIndexOf('.', thread);
        return process > 0 && int.TryParse(name.AsSpan(process + 1, thread - process - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
            ? new(name[..process], processId)
            : null;
    }
}
