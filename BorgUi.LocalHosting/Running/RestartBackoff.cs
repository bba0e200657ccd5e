namespace BorgUi.LocalHosting.Running;

/// <summary>1 s, 2 s, 4 s … 30 s between restarts; from the beginning again after a minute that went well.</summary>
internal sealed class RestartBackoff(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WentWell = TimeSpan.FromMinutes(1);

    private long _startedAt = time.GetTimestamp();
    private TimeSpan _next = First;

    public void Started() => _startedAt = time.GetTimestamp();

    /// <summary>How long to wait now that it crashed.</summary>
    public TimeSpan Crashed()
    {
        if (time.GetElapsedTime(_startedAt) >= WentWell)
        {
            _next = First;
        }

        var delay = _next;
        _next = TimeSpan.FromTicks(Math.Min(Longest.Ticks, _next.Ticks * 2));
        return delay;
    }
}
