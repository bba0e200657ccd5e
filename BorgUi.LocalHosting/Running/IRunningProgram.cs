namespace BorgUi.LocalHosting.Running;

internal interface IRunningProgram : IAsyncDisposable
{
    int? ProcessId { get; }

    /// <summary>The exit code, after the last line of output was read.</summary>
    Task<int> Completion { get; }

    /// <summary>Asks it to end, waits as long as it deserves, then makes it end.</summary>
    Task StopAsync();

    /// <summary>Ends it at once.</summary>
    void Kill();
}
