namespace BorgUi.Worker.Borg;

/// <summary>Watches the events of one run and judges it at its end: by exit code, worst level and message ids together.</summary>
internal sealed class BorgDiagnosis(BorgVerb verb)
{
    private const int KeptMessages = 20;

    private readonly Queue<string> _last = new(KeptMessages);
    private readonly List<LogMessage> _errors = [];
    private readonly List<string> _remote = [];
    private bool _sawTraceback;

    /// <summary>borg's warnings, without its advice.</summary>
    public long Warnings { get; private set; }

    /// <summary>borg's first errors, in the order they came.</summary>
    public IReadOnlyList<LogMessage> Errors => _errors;

    /// <summary>What ssh or the server said, as far as borg passed it on.</summary>
    public IReadOnlyList<string> Remote => _remote;

    /// <summary>The last messages of any kind, oldest first.</summary>
    public IReadOnlyList<string> LastMessages => [.. _last];

    /// <summary>Why going on is pointless; <see cref="BorgStop.None"/> while it is not.</summary>
    public BorgStop Pointless { get; private set; }

    public void Observe(BorgEvent happened)
    {
        switch (happened)
        {
            case LogMessage { IsOutput: false } message:
                Observe(message);
                break;
            case Question question:
                Keep(question.Text ?? "");
                break;
            case RawLine raw:
                // Python's own, before borg's error handling: "Traceback (most recent call last):"
                _sawTraceback |= raw.Text.StartsWith("Traceback ", StringComparison.Ordinal);
                Keep(raw.Text);
                break;
        }
    }

    public BorgOutcome Judge(BorgExitCode exitCode) => exitCode.Kind switch
    {
        BorgExitKind.Success when Warnings == 0 && _errors.Count == 0 => BorgOutcome.Success,
        // check --repair that lost data, and delete of a missing archive before 1.4, exit with 0.
        BorgExitKind.Success => BorgOutcome.Warning,
        // A check that finds damage exits with 1, and so does a Python that cannot even load borg.
        BorgExitKind.Warning when verb != BorgVerb.Check && !IsBrokenInstallation => BorgOutcome.Warning,
        _ => BorgOutcome.Failure,
    };

    private bool IsBrokenInstallation => _sawTraceback && Warnings == 0 && _errors.Count == 0;

    private void Observe(LogMessage message)
    {
        Keep(message.Text);
        if (message.Logger == "root" && message.Text.StartsWith("Remote: ", StringComparison.Ordinal))
        {
            KeepUpTo(_remote, message.Text["Remote: ".Length..]);
            return;
        }

        switch (message.Level)
        {
            case BorgLogLevel.Warning when !IsAdvice(message):
                Warnings++;
                Pointless = verb == BorgVerb.Create && Pointless == BorgStop.None ? WrongBlame.Of(message) : Pointless;
                break;
            case >= BorgLogLevel.Error:
                KeepUpTo(_errors, message);
                break;
        }
    }

    private void Keep(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        if (_last.Count == KeptMessages)
        {
            _last.Dequeue();
        }

        _last.Enqueue(text.Trim());
    }

    private static void KeepUpTo<T>(List<T> list, T item)
    {
        if (list.Count < KeptMessages)
        {
            list.Add(item);
        }
    }

    // init:    "\nIMPORTANT: you will need both KEY AND PASSPHRASE to access this repo!..."
    //          "\nBy default repositories initialized with this version will produce security\nerrors if written to with an older..."
    private bool IsAdvice(LogMessage message) =>
        message.IsAdvice
        || (verb == BorgVerb.Init && message.Text.StartsWith('\n'));
}
