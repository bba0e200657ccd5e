using System.Text.RegularExpressions;
using BorgUi.Api.Http;
using BorgUi.Contracts.Plans;
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
        var keep = Keep(errors, RulesOf(request));
        var glob = await GlobAsync(errors, repositoryId, request, db, cancellationToken);
        if (!errors.Any && !KeepsAnything(keep))
        {
            errors.Add("keep_daily", "Nothing would be kept: give at least one of keep_within, keep_last, keep_hourly, keep_daily, keep_weekly, keep_monthly and keep_yearly.");
        }

        return PruneDetails.Of(keep, glob, request.DryRun);
    }

    /// <summary>The keep rules themselves; mistakes are noted under the prefix and the name of the rule.</summary>
    public static KeepRules Keep(FieldErrors errors, KeepRules rules, string prefix = "") => new()
    {
        KeepWithin = Within(errors, prefix + "keep_within", rules.KeepWithin),
        KeepLast = Count(errors, prefix + "keep_last", rules.KeepLast),
        KeepHourly = Count(errors, prefix + "keep_hourly", rules.KeepHourly),
        KeepDaily = Count(errors, prefix + "keep_daily", rules.KeepDaily),
        KeepWeekly = Count(errors, prefix + "keep_weekly", rules.KeepWeekly),
        KeepMonthly = Count(errors, prefix + "keep_monthly", rules.KeepMonthly),
        KeepYearly = Count(errors, prefix + "keep_yearly", rules.KeepYearly),
    };

    public static bool KeepsAnything(KeepRules keep) => keep.KeepWithin is not null
        || new[] { keep.KeepLast, keep.KeepHourly, keep.KeepDaily, keep.KeepWeekly, keep.KeepMonthly, keep.KeepYearly }.Any(count => count > 0);

    private static KeepRules RulesOf(PruneRepositoryRequest request) => new()
    {
        KeepWithin = request.KeepWithin,
        KeepLast = request.KeepLast,
        KeepHourly = request.KeepHourly,
        KeepDaily = request.KeepDaily,
        KeepWeekly = request.KeepWeekly,
        KeepMonthly = request.KeepMonthly,
        KeepYearly = request.KeepYearly,
    };

    private static int? Count(FieldErrors errors, string field, int? count)
    {
        if (count is < 0 or > MaximumCount)
        {
            errors.Add(field, $"Give a number from 0 to {MaximumCount}.");
        }

        return count;
    }

    private static string? Within(FieldErrors errors, string field, string? interval)
    {
        if (string.IsNullOrWhiteSpace(interval))
        {
            return null;
        }

        if (!Interval().IsMatch(interval))
        {
            errors.Add(field, "Give a number above 0 with H, d, w, m or y behind it: 24H, 7d, 4w, 6m, 1y.");
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
