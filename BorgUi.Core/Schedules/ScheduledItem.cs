using BorgUi.Contracts.Schedules;

namespace BorgUi.Core.Schedules;

/// <summary>Something that is due at times, whatever it is: a schedule of jobs or a maintenance job.</summary>
public sealed record ScheduledItem
{
    /// <summary>The kind of maintenance jobs.</summary>
    public const string Maintenance = "maintenance";

    /// <summary><c>backup</c>, <c>check</c>, <c>compact</c>, <c>prune</c>, <c>restore_drill</c> or <c>maintenance</c>.</summary>
    public required string Kind { get; init; }

    public required Guid EntityId { get; init; }

    public required CronSchedule Schedule { get; init; }

    public required CatchUp CatchUp { get; init; }

    public int JitterSeconds { get; init; }

    /// <summary>What was due until then is settled.</summary>
    public required DateTimeOffset SettledUntil { get; init; }

    /// <summary><c>backup:{id}</c>, <c>maintenance:{id}</c>: unique, and stable as long as the item is there.</summary>
    public string Id => IdOf(Kind, EntityId);

    public static string IdOf(string kind, Guid entityId) => $"{kind}:{entityId}";

    /// <exception cref="FormatException">Its expression or time zone cannot be read on this machine.</exception>
    internal static ScheduledItem Of(IScheduled row) => new()
    {
        Kind = row.Kind,
        EntityId = row.Id,
        Schedule = row.Schedule,
        CatchUp = row.CatchUp,
        JitterSeconds = row.JitterSeconds,
        SettledUntil = row.LastDueAt > row.CountsFrom ? row.LastDueAt.Value : row.CountsFrom,
    };
}
