using System.Globalization;
using BorgUi.Api.Http;
using BorgUi.Contracts.Notifications;
using BorgUi.Core.Data;
using BorgUi.Core.Notifications;
using BorgUi.Core.Secrets;
using BorgUi.Core.Settings;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BorgUi.Api.Notifications;

/// <summary>The rules for a notification channel: puts what was asked for into its row, or notes what is wrong.</summary>
internal static class ChannelRules
{
    private const int LongestName = 100;
    private const int MostPlans = 500;

    public static async Task ApplyAsync(
        FieldErrors errors, SaveChannelRequest request, NotificationChannel channel, SecretBox box, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        channel.Name = TextRules.Name(errors, "name", request.Name, LongestName);
        channel.Enabled = request.Enabled;
        var before = channel.Target;
        channel.Target = ChannelTargetRules.Check(errors, channel.Kind, request);
        channel.SealedSecret = ChannelSecretRules.Check(errors, request.Secret, channel, before, box);
        channel.FollowsSettings = request.Events is null;
        channel.Events = await EventsAsync(errors, request.Events, db, cancellationToken);
        channel.PlanIds = await PlansAsync(errors, request.PlanIds, db, cancellationToken);
        channel.TimeZone = TimeZoneRules.Optional(errors, "time_zone", request.TimeZone) ?? "UTC";
        channel.Quiet = Quiet(errors, request.QuietHours);
        ApplyDigest(errors, request, channel);
    }

    /// <summary>Saves; answers the conflict when the name is taken.</summary>
    public static async Task<ConflictProblem?> SaveAsync(BorgUiDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return ConflictProblem.Taken("name", "A channel has this name already; choose another.");
        }
    }

    public static string Written(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static async Task<List<NotificationEvent>> EventsAsync(
        FieldErrors errors, IReadOnlyList<NotificationEvent>? events, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        if (events is null)
        {
            return NotificationEvents.WantedBy((await StoredSettings.ReadAsync(db, cancellationToken)).Notifications);
        }

        if (events.Except(NotificationEvents.Choosable).Any())
        {
            errors.Add("events", $"Choose of {string.Join(", ", NotificationEvents.Choosable.Select(EnumWords<NotificationEvent>.Of))}.");
        }

        return [.. events.Distinct()];
    }

    private static async Task<List<Guid>?> PlansAsync(FieldErrors errors, IReadOnlyList<Guid>? plans, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        if (plans is null)
        {
            return null;
        }

        var wanted = plans.Distinct().Take(MostPlans + 1).ToList();
        if (wanted.Count is 0 or > MostPlans)
        {
            errors.Add("plan_ids", $"Give 1 to {MostPlans} plans, or leave this out for all.");
        }
        else if (await db.Plans.CountAsync(plan => wanted.Contains(plan.Id), cancellationToken) != wanted.Count)
        {
            errors.Add("plan_ids", "One of these plans does not exist.");
        }

        return wanted;
    }

    private static QuietTime? Quiet(FieldErrors errors, QuietHours? hours)
    {
        if (hours is null)
        {
            return null;
        }

        if (Time(hours.From) is { } from && Time(hours.To) is { } to && from != to)
        {
            return new(from, to, hours.FailuresPass);
        }

        errors.Add("quiet_hours", "Give from and to as two different times of the day: 22:00 and 07:00; an earlier end is on the next day.");
        return null;
    }

    private static void ApplyDigest(FieldErrors errors, SaveChannelRequest request, NotificationChannel channel)
    {
        channel.Digest = request.Digest ?? DigestPeriod.None;
        channel.DigestAt = NotificationChannel.DefaultDigestAt;
        if (request.DigestAt is not { Length: > 0 } given)
        {
            return;
        }

        if (Time(given) is { } time)
        {
            channel.DigestAt = time;
        }
        else
        {
            errors.Add("digest_at", "Give a time of the day: 07:00.");
        }
    }

    private static TimeOnly? Time(string? text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
