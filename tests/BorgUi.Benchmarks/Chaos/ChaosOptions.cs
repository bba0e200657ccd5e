using System.Globalization;

namespace BorgUi.Benchmarks.Chaos;

/// <summary>What the person who runs it may choose.</summary>
internal sealed record ChaosOptions
{
    public const string Verb = "chaos";
    public const string Usage = "Usage: BorgUi.Benchmarks chaos [--seed N] [--minutes M] [--keep]";

    /// <summary>The same seed makes the same sequence of decisions; how long each takes, and so what it meets, varies.</summary>
    public int Seed { get; private init; } = Random.Shared.Next();

    public TimeSpan Duration { get; private init; } = TimeSpan.FromMinutes(3);

    /// <summary>Leaves the folder with repositories and logs behind.</summary>
    public bool Keep { get; private init; }

    /// <exception cref="ArgumentException">The arguments make no sense.</exception>
    public static ChaosOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new ChaosOptions();
        for (var at = 0; at < arguments.Count; at++)
        {
            options = arguments[at] switch
            {
                "--seed" => options with { Seed = (int)Number(arguments, ++at) },
                "--minutes" => options with { Duration = TimeSpan.FromMinutes(Number(arguments, ++at)) },
                "--keep" => options with { Keep = true },
                var unknown => throw new ArgumentException($"There is no option '{unknown}'."),
            };
        }

        return options;
    }

    private static double Number(IReadOnlyList<string> arguments, int at) =>
        at < arguments.Count && double.TryParse(arguments[at], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ArgumentException($"{arguments[at - 1]} needs a number.");
}
