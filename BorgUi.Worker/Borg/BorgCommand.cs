using System.Buffers;

namespace BorgUi.Worker.Borg;

/// <summary>
/// One call of borg: its arguments and what to expect. Secrets travel in <see cref="BorgEnvironment"/> only, never here,
/// so that <see cref="DisplayText"/> can be logged and shown.
/// </summary>
internal sealed partial record BorgCommand
{
    private static readonly SearchValues<char> PlainCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:,=@%+");

    private BorgCommand(BorgVerb verb, IReadOnlyList<string> arguments)
    {
        Verb = verb;
        Arguments = arguments;
    }

    public BorgVerb Verb { get; }

    /// <summary>Everything after the name of the program.</summary>
    public IReadOnlyList<string> Arguments { get; private init; }

    public BorgOutput Output { get; private init; } = BorgOutput.Collected;

    /// <summary>Where borg runs: the source root of a create with relative paths, the target of an extract; null means our own.</summary>
    public string? WorkingDirectory { get; private init; }

    /// <summary>How long the command was told to wait for a lock; null for the usual 60 seconds.</summary>
    public TimeSpan? LockWait { get; private init; }

    /// <summary>A check with --repair or the deletion of a whole repository asks whether one is sure; this one is.</summary>
    public bool ConfirmsDangerous { get; private init; }

    /// <summary>The command as one would type it into a shell.</summary>
    public string DisplayText => DisplayTextOf(Arguments);

    /// <summary>As <see cref="DisplayText"/>, of the arguments that an archive says it was made with.</summary>
    public static string DisplayTextOf(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Quote).Prepend("borg"));

    /// <summary><c>borg --version</c>, which opens nothing.</summary>
    public static BorgCommand Version() => new(BorgVerb.Version, ["--version"]);

    /// <summary>Another patience for locks than 60 seconds; borg counts whole seconds.</summary>
    public BorgCommand WithLockWait(TimeSpan wait)
    {
        var option = Arguments.ToList().IndexOf("--lock-wait");
        return option < 0 ? this : this with { LockWait = wait, Arguments = [.. Arguments.Take(option + 1), Seconds(wait), .. Arguments.Skip(option + 2)] };
    }

    public override string ToString() => DisplayText;

    private static BorgCommand With(BorgVerb verb, params IEnumerable<string> arguments) =>
        new(verb, ["--log-json", "--show-rc", "--lock-wait", "60", .. arguments]);

    private static string Seconds(TimeSpan time) => FormattableString.Invariant($"{Math.Max(1, (long)time.TotalSeconds)}");

    internal static string Quote(string argument) =>
        argument.Length > 0 && argument.AsSpan().IndexOfAnyExcept(PlainCharacters) < 0
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
