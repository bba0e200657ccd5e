using System.Globalization;
using System.Text.Json;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Notifications;
using BorgUi.Core.Data;
using BorgUi.Core.Schedules;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Notifications;

/// <summary>Puts the reports of a day or week into the outbox when they are due, each once, however many workers look.</summary>
public sealed class Digests(IDbContextFactory<BorgUiDbContext> contexts)
{
    // A backup that ends within the time of a digest has begun not much earlier.
    private static readonly TimeSpan LongestBackup = TimeSpan.FromDays(30);

    /// <returns>How many were written.</returns>
    public async Task<int> WriteDueAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var channels = await db.NotificationChannels.AsNoTracking().Where(channel => channel.Enabled && channel.Digest != DigestPeriod.None).ToListAsync(cancellationToken);
        var written = 0;
        foreach (var channel in channels)
        {
            var now = await DueTimes.NowAsync(db, cancellationToken);
            if (ScheduleOf(channel).NewestIn(channel.DigestedUntil, now) is { } due && await WriteAsync(db, channel, due, cancellationToken))
            {
                written++;
            }
        }

        return written;
    }

    /// <exception cref="FormatException">This machine does not know the channel's time zone.</exception>
    internal static CronSchedule ScheduleOf(NotificationChannel channel) => CronSchedule.Of(
        string.Create(CultureInfo.InvariantCulture, $"{channel.DigestAt.Minute} {channel.DigestAt.Hour} * * {(channel.Digest == DigestPeriod.Weekly ? "1" : "*")}"),
        channel.TimeZone);

    private static async Task<bool> WriteAsync(BorgUiDbContext db, NotificationChannel channel, DateTimeOffset due, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var mine = await db.NotificationChannels.Where(row => row.Id == channel.Id && row.DigestedUntil == channel.DigestedUntil)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.DigestedUntil, due), cancellationToken);
        if (mine == 0)
        {
            // Another worker wrote it, or the channel was changed.
            return false;
        }

        var now = await DueTimes.NowAsync(db, cancellationToken);
        NotificationFacts facts = new DigestFacts { From = channel.DigestedUntil, To = due, Plans = await TotalsAsync(db, channel, due, cancellationToken) };
        db.NotificationDeliveries.Add(new()
        {
            ChannelId = channel.Id,
            Event = NotificationEvent.Digest,
            Facts = JsonSerializer.Serialize(facts, NotificationJson.Default.NotificationFacts),
            NextAttemptAt = now,
            CreatedAt = now,
        });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static async Task<IReadOnlyList<PlanDigest>> TotalsAsync(BorgUiDbContext db, NotificationChannel channel, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var (from, begun) = (channel.DigestedUntil, channel.DigestedUntil - LongestBackup);
        var plans = db.Plans.Where(plan => channel.PlanIds == null || channel.PlanIds.Contains(plan.Id));
        var names = await plans.OrderBy(plan => plan.Name).Select(plan => new { plan.Id, plan.Name }).ToListAsync(cancellationToken);
        var ended = await db.Jobs
            .Where(job => job.JobType == JobType.Backup && job.CreatedAt >= begun && job.CompletedAt >= from && job.CompletedAt < to && job.PlanId != null)
            .GroupBy(job => new { job.PlanId, job.Status })
            .Select(group => new { group.Key.PlanId, group.Key.Status, Count = group.Count(), NewBytes = group.Sum(job => job.Progress.DeduplicatedSizeBytes) })
            .ToListAsync(cancellationToken);
        var newest = await db.Archives.Where(archive => archive.PlanId != null).GroupBy(archive => archive.PlanId!.Value)
            .Select(group => new { PlanId = group.Key, At = group.Max(archive => archive.StartedAt) })
            .ToDictionaryAsync(group => group.PlanId, group => group.At, cancellationToken);
        return [.. names.Select(plan =>
        {
            var own = ended.Where(group => group.PlanId == plan.Id).ToList();
            return new PlanDigest
            {
                Plan = plan.Name,
                Completed = own.Where(group => group.Status == JobStatus.Completed).Sum(group => group.Count),
                Warned = own.Where(group => group.Status == JobStatus.CompletedWithWarnings).Sum(group => group.Count),
                Failed = own.Where(group => group.Status == JobStatus.Failed).Sum(group => group.Count),
                NewBytes = own.Where(group => group.Status is JobStatus.Completed or JobStatus.CompletedWithWarnings).Sum(group => group.NewBytes ?? 0),
                LastSuccessAt = newest.TryGetValue(plan.Id, out var at) ? at : null,
            };
        })];
    }
}
