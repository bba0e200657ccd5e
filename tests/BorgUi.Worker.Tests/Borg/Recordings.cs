using System.Text.Json;

namespace BorgUi.Worker.Tests.Borg;

/// <summary>One recorded call of a real borg.</summary>
public sealed record Recording(string Version, string Case)
{
    public byte[] Error => File.ReadAllBytes($"{Path}.stderr");

    public byte[] Output => File.ReadAllBytes($"{Path}.stdout");

    /// <summary>128 + n when signal n ended it, as .NET says; null when it had to be killed.</summary>
    public int? Exit => int.TryParse(File.ReadAllText($"{Path}.exit"), out var exit) ? (exit < 0 ? 128 - exit : exit) : null;

    public string Path => System.IO.Path.Combine(Recordings.Folder, Version, Case);

    public override string ToString() => $"{Version}/{Case}";
}

public static class Recordings
{
    public static readonly string[] Versions = ["1.2.4", "1.4.5"];

    public static string Folder { get; } = Find(AppContext.BaseDirectory);

    public static IEnumerable<Recording> All =>
        from version in Versions
        from file in Directory.EnumerateFiles(System.IO.Path.Combine(Folder, version), "*.stderr").Order(StringComparer.Ordinal)
        select new Recording(version, System.IO.Path.GetFileNameWithoutExtension(file));

    /// <summary>The arguments of every case, without those that were recorded as human text.</summary>
    public static IReadOnlyDictionary<Recording, string[]> Arguments { get; } = ReadIndex();

    private static string Find(string from)
    {
        var folder = new DirectoryInfo(from);
        while (folder is not null && !Directory.Exists(System.IO.Path.Combine(folder.FullName, "tests", "Recordings")))
        {
            folder = folder.Parent;
        }

        return System.IO.Path.Combine(folder!.FullName, "tests", "Recordings", "borg");
    }

    private static Dictionary<Recording, string[]> ReadIndex()
    {
        var lines =
            from version in Versions
            from file in Directory.EnumerateFiles(System.IO.Path.Combine(Folder, version), "index-*.jsonl")
            from line in File.ReadLines(file)
            select (version, json: JsonDocument.Parse(line).RootElement);
        return lines.ToDictionary(
            line => new Recording(line.version, line.json.GetProperty("case").GetString()!),
            line => line.json.GetProperty("argv").EnumerateArray().Select(argument => argument.GetString()!).ToArray());
    }
}
