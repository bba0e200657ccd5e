using BorgUi.Contracts.Alarms;
using BorgUi.Contracts.Repositories;
using BorgUi.Contracts.Settings;
using BorgUi.Core.Data;
using BorgUi.Core.Freshness;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Alarms;

internal static class UncheckedRepositories
{
    /// <summary>Repositories whose last check is too long ago, or that are that old and were never checked.</summary>
    public static async Task<IEnumerable<AlarmFinding>> FindAsync(BorgUiDbContext db, AlarmSettings settings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (settings.CheckDays is not { } days)
        {
            return [];
        }

        var before = now.AddDays(-days);
        var old = await db.Repositories.Where(row => row.State != RepositoryState.Creating && row.CreatedAt < before && (row.LastCheckAt == null || row.LastCheckAt < before))
            .Select(row => new { row.Id, row.Name, row.LastCheckAt })
            .ToListAsync(cancellationToken);
        return old.Select(row => new AlarmFinding(
            AlarmKind.CheckOverdue,
            AlarmSubject.Repository,
            row.Id,
            $"The repository {row.Name} was not checked for too long",
            $"{(row.LastCheckAt is { } at ? $"Its last check was {FreshnessWords.Span(now - at)} ago" : "It was never checked")}; the settings ask for one every {days} days. "
                + "A check finds damage while the data can still be backed up anew: start one, or give the repository a schedule."));
    }
}
