using System.Globalization;

namespace BorgUi.Benchmarks;

/// <summary>What the person who measures may choose.</summary>
internal sealed record BenchmarkOptions
{
    public const string Usage = "Usage: BorgUi.Benchmarks [NAME]... [--quick] [--runs N] [--entries N]";

    /// <summary>Tiny sizes: shows that everything can be measured; the figures say nothing.</summary>
    public bool Quick { get; private init; }

    /// <summary>The measurements to make; empty means all.</summary>
    public IReadOnlyList<string> Only { get; private init; } = [];

    /// <summary>How often each of two compared things runs.</summary>
    public int Runs { get; private init; } = 5;

    /// <summary>How many files are indexed, if not as many as usual.</summary>
    public int? Entries { get; private init; }

    public Sizes Sizes => Quick ? Sizes.Quick : Sizes.Full;

    /// <exception cref="ArgumentException">The arguments make no sense.</exception>
    public static BenchmarkOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new BenchmarkOptions();
        for (var at = 0; at < arguments.Count; at++)
        {
            options = arguments[at] switch
            {
                "--quick" => options with { Quick = true },
                "--only" => options with { Only = [.. options.Only, Value(arguments, ++at)] },
                "--runs" => options with { Runs = Count(Value(arguments, ++at)) },
                "--entries" => options with { Entries = Count(Value(arguments, ++at)) },
                ['-', ..] unknown => throw new ArgumentException($"There is no option '{unknown}'."),
                var name => options with { Only = [.. options.Only, name] },
            };
        }

        return options;
    }

    private static string Value(IReadOnlyList<string> arguments, int at) =>
        at < arguments.Count ? arguments[at] : throw new ArgumentException($"{arguments[at - 1]} needs a value.");

    private static int Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw new ArgumentException($"A number from 1 on is needed, not '{text}'.");
}

/// <summary>How much is measured.</summary>
internal sealed record Sizes
{
    public required int SmallFiles { get; init; }

    public required long LargeFileBytes { get; init; }

    public required int Starts { get; init; }

    public required int ProgressLines { get; init; }

    public required int ShortHistory { get; init; }

    public required int LongHistory { get; init; }

    public required int QueuedJobs { get; init; }

    public required int Requests { get; init; }

    public required int IndexedFiles { get; init; }

    public required int SearchedPaths { get; init; }

    public static Sizes Full { get; } = new()
    {
        SmallFiles = 50_000,
        LargeFileBytes = 2_000_000_000,
        Starts = 50,
        ProgressLines = 500,
        ShortHistory = 10_000,
        LongHistory = 1_000_000,
        QueuedJobs = 4000,
        Requests = 200,
        IndexedFiles = 1_000_000,
        SearchedPaths = 5_000_000,
    };

    public static Sizes Quick { get; } = new()
    {
        SmallFiles = 300,
        LargeFileBytes = 5_000_000,
        Starts = 5,
        ProgressLines = 20,
        ShortHistory = 2000,
        LongHistory = 20_000,
        QueuedJobs = 200,
        Requests = 5,
        IndexedFiles = 12_000,
        SearchedPaths = 50_000,
    };
}
