using System.Text.RegularExpressions;
using BorgUi.Api.Http;
using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Plans;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Repositories;

/// <summary>The rules for what a prune keeps, and of which archives.</summary>
internal static partial class PruneRules
{
    private const int MaximumCount = 100_000;
    private const int MaximumGlobLength = 200;

    /// <summary>What is to be kept, and in which archives; mistakes are noted.</summary>
    public static async Task<PruneDetails> OfAsync(
        FieldErrors errors, Guid repositoryId, PruneRepositoryRequest request, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var details = new PruneDetails
        {
            KeepWithin = Within(errors, request.KeepWithin),
            KeepLast = Count(errors, "keep_last", request.KeepLast),
            KeepHourly = Count(errors, "keep_hourly", request.KeepHourly),
            KeepDaily = Count(errors, "keep_daily", request.KeepDaily),
            KeepWeekly = Count(errors, "keep_weekly", request.KeepWeekly),
            KeepMonthly = Count(errors, "keep_monthly", request.KeepMonthly),
            KeepYearly = Count(errors, "keep_yearly", request.KeepYearly),
            ArchiveGlob = await GlobAsync(errors, repositoryId, request, db, cancellationToken),
            DryRun = request.DryRun,
        };
        if (!errors.Any && !details.KeepsAnything)
        {
            errors.Add("keep_daily", "Nothing would be kept: give at least one of keep_within, keep_last, keep_hourly, keep_daily, keep_weekly, keep_monthly and keep_yearly.");
        }

        return details;
    }

    private static int? Count(FieldErrors errors, string field, int? count)
    {
        if (count is < 0 or > MaximumCount)
        {
            errors.Add(field, $"Give a number from 0 to {MaximumCount}.");
        }

        return count;
    }

    private static string? Within(FieldErrors errors, string? interval)
    {
        if (string.IsNullOrWhiteSpace(interval))
        {
            return null;
        }

        if (!Interval().IsMatch(interval))
        {
            errors.Add("keep_within", "Give a number above 0 with H, d, w, m or y behind it: 24H, 7d, 4w, 6m, 1y.");
        }

        return interval;
    }

    private static async Task<string> GlobAsync(
        FieldErrors errors, Guid repositoryId, PruneRepositoryRequest request, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        if (request is { PlanId: not null, ArchiveGlob: not null })
        {
            errors.Add("archive_glob", "A plan says by itself which archives are its own; give plan_id or archive_glob.");
        }

        if (request.ArchiveGlob is { } glob)
        {
            if (glob.Length is 0 or > MaximumGlobLength || glob.Contains('/') || glob.Any(char.IsControl) || !TextRules.IsWellFormed(glob))
            {
                errors.Add("archive_glob", $"Give a pattern of 1 to {MaximumGlobLength} characters for names of archives, such as web-*; * takes all.");
            }

            return glob;
        }

        var templates = await db.Plans
            .Where(plan => plan.RepositoryId == repositoryId && (request.PlanId == null || plan.Id == request.PlanId))
            .Select(plan => plan.ArchiveNameTemplate)
            .ToListAsync(cancellationToken);
        return request.PlanId is null ? OfAllPlans(errors, templates) : OfPlan(errors, templates);
    }

    // Rules count over all archives that they are given: those of two plans in one pot would push each other out.
    private static string OfAllPlans(FieldErrors errors, List<string> templates)
    {
        if (templates.Count > 1)
        {
            errors.Add("plan_id", $"{templates.Count} plans share this repository: say whose archives are meant, or archive_glob * for all as one series.");
        }

        return "*";
    }

    private static string OfPlan(FieldErrors errors, List<string> templates)
    {
        if (templates is [var template])
        {
            return ArchiveSeries.GlobOf(template);
        }

        errors.Add("plan_id", "No plan of this repository has this id.");
        return "*";
    }

    [GeneratedRegex("^0*[1-9][0-9]{0,5}[Hdwmy]$")]
    private static partial Regex Interval();
}
