namespace BorgUi.LocalHosting.ApplicationModel;

/// <summary>The states of an instance, by Aspire's names.</summary>
public static class KnownResourceStates
{
    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>Waits for what it depends on.</summary>
    public static readonly string Waiting = nameof(Waiting);

    public static readonly string Starting = nameof(Starting);

    public static readonly string Running = nameof(Running);

    public static readonly string Stopping = nameof(Stopping);

    /// <summary>Ended, with an exit code.</summary>
    public static readonly string Finished = nameof(Finished);

    public static readonly string FailedToStart = nameof(FailedToStart);

    public static bool IsTerminal(string state) => state == Finished || state == FailedToStart;
}
