using System.Globalization;

namespace BorgUi.FakeBorg;

/// <summary>
/// What to play. Tests put these before a <c>--</c> by way of a small script; what follows it are borg's own arguments,
/// which the player does not look at.
/// </summary>
internal sealed record PlayerOptions
{
    /// <summary>A recording without its extension: <c>Recordings/borg/1.4.5/create-few-full</c>.</summary>
    public string? Play { get; private set; }

    /// <summary>Exit code instead of the recorded one, or of 0.</summary>
    public int? Exit { get; private set; }

    /// <summary>Waits this long before each line of standard error.</summary>
    public TimeSpan LineDelay { get; private set; }

    /// <summary>Before it plays, writes so many lines of progress; each names as its file the time of writing (ISO 8601).</summary>
    public int ProgressLines { get; private set; }

    /// <summary>Writes this much to standard error, as lines of <see cref="LineBytes"/>; 0 means no line feed at all.</summary>
    public long FloodBytes { get; private set; }

    public int LineBytes { get; private set; } = 200;

    /// <summary>Writes this much to standard output, without line feeds.</summary>
    public long OutputBytes { get; private set; }

    /// <summary>Raw bytes for standard error, in base 64.</summary>
    public byte[] ErrorBytes { get; private set; } = [];

    /// <summary>Ignores SIGINT and SIGTERM.</summary>
    public bool Deaf { get; private set; }

    /// <summary>On SIGINT writes this file to standard error and goes on, as a create does with its checkpoint.</summary>
    public string? OnInterrupt { get; private set; }

    /// <summary>Does not end by itself.</summary>
    public bool Hang { get; private set; }

    /// <summary>Leaves a process behind that holds both pipes for so many seconds.</summary>
    public int? HoldPipesSeconds { get; private set; }

    /// <summary>Writes the environment to this file, one variable a line.</summary>
    public string? DumpEnvironment { get; private set; }

    /// <summary>Starts this program as our child, says its process id in a line and waits: what a worker does.</summary>
    public string? Worker { get; private set; }

    public static PlayerOptions Parse(string[] arguments)
    {
        var options = new PlayerOptions();
        for (var at = 0; at < arguments.Length && arguments[at] != "--"; at++)
        {
            at += options.Apply(arguments[at], at + 1 < arguments.Length ? arguments[at + 1] : "") ? 1 : 0;
        }

        return options;
    }

    // Answers whether the option took its value.
    private bool Apply(string option, string value)
    {
        switch (option)
        {
            case "--play": Play = value; return true;
            case "--exit": Exit = Int(value); return true;
            case "--line-delay-ms": LineDelay = TimeSpan.FromMilliseconds(Int(value)); return true;
            case "--progress-lines": ProgressLines = Int(value); return true;
            case "--flood-bytes": FloodBytes = long.Parse(value, CultureInfo.InvariantCulture); return true;
            case "--line-bytes": LineBytes = Int(value); return true;
            case "--output-bytes": OutputBytes = long.Parse(value, CultureInfo.InvariantCulture); return true;
            case "--error-base64": ErrorBytes = Convert.FromBase64String(value); return true;
            case "--on-interrupt": OnInterrupt = value; return true;
            case "--hold-pipes": HoldPipesSeconds = Int(value); return true;
            case "--dump-environment": DumpEnvironment = value; return true;
            case "--worker": Worker = value; return true;
            case "--deaf": Deaf = true; return false;
            case "--hang": Hang = true; return false;
            default: throw new ArgumentException($"FakeBorg does not know '{option}'.");
        }
    }

    private static int Int(string value) => int.Parse(value, CultureInfo.InvariantCulture);
}
