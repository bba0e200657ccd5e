namespace BorgUi.LocalHosting.Running;

/// <summary>How a kind of resource is started and asked for its health.</summary>
internal interface IResourceProgram
{
    /// <summary>Whether an end with this exit code, which nobody asked for, is a crash.</summary>
    bool IsCrash(int exitCode);

    /// <exception cref="HostingException">It cannot be started; the message says why and what to do.</exception>
    Task<IRunningProgram> StartAsync(CancellationToken cancellationToken);

    /// <summary>Answers when it makes sense to ask for health, so that the first answer is not always a no.</summary>
    Task WaitUntilAskableAsync(CancellationToken cancellationToken);

    /// <summary>Null when it is healthy, else what is wrong.</summary>
    Task<string?> CheckHealthAsync(CancellationToken cancellationToken);
}
