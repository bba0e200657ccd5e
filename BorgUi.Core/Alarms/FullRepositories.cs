using System.Globalization;
using BorgUi.Contracts.Alarms;
using BorgUi.Contracts.Settings;
using BorgUi.Core.Data;
using BorgUi.Core.Freshness;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Core.Alarms;

internal static class FullRepositories
{
    private const double Gibibyte = 1L << 30;

    /// <summary>Repositories whose disk had too little space left when it was last measured; where nothing can be measured nothing is found.</summary>
    public static async Task<IEnumerable<AlarmFinding>> FindAsync(BorgUiDbContext db, AlarmSettings settings, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (settings.FreePercent is not { } least)
        {
            return [];
        }

        var full = await db.Repositories.Where(row => row.FreeBytes < row.TotalBytes / 100.0 * least)
            .Select(row => new { row.Id, row.Name, Free = row.FreeBytes!.Value, Total = row.TotalBytes!.Value, At = row.SpaceMeasuredAt!.Value })
            .ToListAsync(cancellationToken);
        return full.Select(row => new AlarmFinding(
            AlarmKind.RepositoryNearlyFull,
            AlarmSubject.Repository,
            row.Id,
            $"The repository {row.Name} is nearly full",
            string.Create(CultureInfo.InvariantCulture, $"Its disk had {row.Free / Gibibyte:0.#} GiB of {row.Total / Gibibyte:0.#} GiB left {FreshnessWords.Span(now - row.At)} ago. ")
                + "Prune old archives and compact it, or give it a larger disk; the next backup measures again."));
    }
}
