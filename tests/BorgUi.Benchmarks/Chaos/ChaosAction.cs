namespace BorgUi.Benchmarks.Chaos;

/// <summary>What a decision is made of: one of the things that are there, and how much.</summary>
internal readonly record struct Dice(int Choice, double Size)
{
    public int Of(int count) => Choice % count;

    public TimeSpan Seconds(double least, double most) => TimeSpan.FromSeconds(least + (Size * (most - least)));
}

/// <summary>One thing that can be decided, and how often it is, beside the others.</summary>
internal sealed record ChaosAction(string Name, int Weight)
{
    /// <summary>Answers false when there was nothing to ask it for.</summary>
    public Func<Dice, Task<bool>>? Request { get; private init; }

    /// <summary>Goes on beside what comes next; answers false when there was nothing to break.</summary>
    public Func<Dice, Task<bool>>? Trouble { get; private init; }

    public static ChaosAction Ask(string name, int weight, Func<Dice, Task<bool>> request) => new(name, weight) { Request = request };

    public static ChaosAction Break(string name, int weight, Func<Dice, Task<bool>> trouble) => new(name, weight) { Trouble = trouble };
}
