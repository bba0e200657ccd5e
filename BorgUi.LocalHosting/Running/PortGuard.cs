namespace BorgUi.LocalHosting.Running;

/// <summary>Says before a start that it would fail, and what to do, where the program itself would only show a stack trace.</summary>
internal static class PortGuard
{
    // Sockets of a host that was just killed are gone a moment after it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <exception cref="HostingException">Another program listens there.</exception>
    public static async Task RequireFreeAsync(int port, string instanceId, string advice, TimeProvider time, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (!FreePort.IsFree(port))
        {
            if (time.GetElapsedTime(since) > Patience)
            {
                throw new HostingException($"'{instanceId}' cannot start: port {port} is taken by {PortHolder.Describe(port)}. {advice}");
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }
}
