namespace BorgUi.LocalHosting.Output;

/// <summary>The terminal: lines of all resources, each behind its name in a colour of its own, and lines of the host itself.</summary>
internal sealed class ConsoleOutput(TextWriter output, TextWriter errors, bool inColour)
{
    private const string Reset = "\u001b[0m";

    // Readable on dark and light backgrounds; red is left for errors.
    private static readonly string[] Colours = ["\u001b[36m", "\u001b[35m", "\u001b[32m", "\u001b[34m", "\u001b[33m", "\u001b[96m", "\u001b[95m", "\u001b[92m"];

    private readonly Lock _writing = new();
    private int _widest;
    private int _writers;

    /// <summary>Nothing is shown: for hosts inside tests.</summary>
    public static ConsoleOutput Silent { get; } = new(TextWriter.Null, TextWriter.Null, inColour: false);

    public static ConsoleOutput Terminal() =>
        new(Console.Out, Console.Error, !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    /// <summary>A way to write lines under this name.</summary>
    public Action<string> For(string name)
    {
        _widest = Math.Max(_widest, name.Length);
        var colour = Colours[_writers++ % Colours.Length];
        return line => WriteLine(output, inColour
            ? $"{colour}{name.PadRight(_widest)} |{Reset} {line}"
            : $"{name.PadRight(_widest)} | {line}");
    }

    public void Say(string line) => WriteLine(output, line);

    public void SayError(string line) => WriteLine(errors, line);

    private void WriteLine(TextWriter writer, string line)
    {
        lock (_writing)
        {
            writer.WriteLine(line);
            writer.Flush();
        }
    }
}
