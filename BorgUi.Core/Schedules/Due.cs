using BorgUi.Contracts.Schedules;

namespace BorgUi.Core.Schedules;

/// <summary>A due time that nothing has become of yet.</summary>
/// <param name="MissedBefore">How many due times before it passed too; it stands for them.</param>
/// <param name="IsMissed">It is too late for it, and its schedule does not catch up.</param>
public sealed record Due(DateTimeOffset At, int MissedBefore, bool IsMissed)
{
    /// <summary>Counting stops here: more than this says nothing more.</summary>
    public const int MostMissed = 10_000;

    private static readonly TimeSpan MostGrace = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The newest due time up to now that is not settled; null when there is none. It follows from the schedule and from what is
    /// settled alone, never from when somebody happens to look.
    /// </summary>
    public static Due? Of(ScheduledItem item, DateTimeOffset now)
    {
        if (item.Schedule.NewestIn(item.SettledUntil, now) is not { } newest)
        {
            return null;
        }

        var before = item.Schedule.After(item.SettledUntil).TakeWhile(due => due < newest).Take(MostMissed).Count();
        return new(newest, before, item.CatchUp == CatchUp.Skip && now - newest > GraceOf(item.Schedule, newest));
    }

    // A worker that restarts, or a database, has missed nothing.
    private static TimeSpan GraceOf(CronSchedule schedule, DateTimeOffset due) =>
        schedule.NextAfter(due) is { } next && (next - due) / 4 < MostGrace ? (next - due) / 4 : MostGrace;

    /// <summary>
    /// When its job may begin: null for at once. The jitter is the same whoever asks, and leads into no blackout; what is caught up
    /// waits for the end of one.
    /// </summary>
    public DateTimeOffset? NotBefore(ScheduledItem item, DateTimeOffset now)
    {
        var jittered = At + Jitter(item);
        var begin = item.Schedule.EndOfBlackout(jittered) == jittered && jittered > now ? jittered : now;
        begin = item.Schedule.EndOfBlackout(begin);
        return begin > now ? begin : null;
    }

    private TimeSpan Jitter(ScheduledItem item)
    {
        if (item.JitterSeconds == 0)
        {
            return TimeSpan.Zero;
        }

        Span<byte> seed = stackalloc byte[24];
        item.EntityId.TryWriteBytes(seed);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(seed[16..], At.UtcTicks);
        var hash = System.Security.Cryptography.SHA256.HashData(seed);
        return TimeSpan.FromSeconds(System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(hash) % (uint)(item.JitterSeconds + 1));
    }
}
