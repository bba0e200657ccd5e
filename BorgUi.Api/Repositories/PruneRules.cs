using System.Text.RegularExpressions;
using BorgUi.Api.Http;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Repositories;
using BorgUi.Contracts.Retention;
using BorgUi.Core.Data;
using BorgUi.Core.Jobs;
using BorgUi.Core.Plans;
using BorgUi.Core.Retention;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Repositories;

/// <summary>Whose archives a prune is about.</summary>
/// <param name="ArchiveGlob">As <see cref="PruneDetails.ArchiveGlob"/>.</param>
/// <param name="Retention">The rules of the plan, if it has some.</param>
internal sealed record PruneSeries(string? ArchiveGlob, KeepRules? Retention);

/// <summary>The rules for what a prune keeps, and of which archives.</summary>
internal static partial class PruneRules
{
    private const int MaximumCount = 100_000;
    private const int MaximumGlobLength = 200;

    /// <summary>What is to be kept, and in which archives; mistakes are noted. Who asks for it has said yes to what it deletes.</summary>
    public static async Task<PruneDetails> OfAsync(
        FieldErrors errors, Guid repositoryId, PruneRepositoryRequest request, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var keep = Keep(errors, RulesOf(request));
        var series = await SeriesAsync(errors, repositoryId, request.PlanId, request.ArchiveGlob, db, cancellationToken);
        if (!errors.Any && !KeepsAnything(keep))
        {
            errors.Add("keep_daily", "Nothing would be kept: give at least one of keep_within, keep_last, keep_hourly, keep_daily, keep_weekly, keep_monthly and keep_yearly.");
        }

        return PruneDetails.Of(keep with { TimeZone = keep.TimeZone ?? series.Retention?.TimeZone }, request.PlanId, series.ArchiveGlob) with
        {
            DryRun = request.DryRun,
            AcceptedRisk = PruneRisk.KeepsNothing,
        };
    }

    /// <summary>Which archives are meant: those of the plan with the foreign ones that match, or without a plan all that match.</summary>
    public static async Task<PruneSeries> SeriesAsync(
        FieldErrors errors, Guid repositoryId, Guid? planId, string? glob, BorgUiDbContext db, CancellationToken cancellationToken)
    {
        var checkedGlob = Glob(errors, "archive_glob", glob);
        var plans = await db.Plans
            .WhereInto(repositoryId)
            .Where(plan => planId == null || plan.Id == planId)
            .Select(plan => new PruneSeries(plan.ForeignArchives, plan.Retention))
            .ToListAsync(cancellationToken);
        if (planId is not null)
        {
            if (plans is [var own])
            {
                return own with { ArchiveGlob = checkedGlob ?? own.ArchiveGlob };
            }

            errors.Add("plan_id", "No plan of this repository has this id.");
        }
        else if (plans.Count > 1 && checkedGlob is null)
        {
            // Rules count over all archives that they are given: those of two plans in one pot would push each other out.
            errors.Add("plan_id", $"{plans.Count} plans share this repository: say whose archives are meant, or archive_glob * for all as one series.");
        }

        return new(checkedGlob ?? "*", null);
    }

    /// <summary>A pattern for names of archives; null when none is given.</summary>
    public static string? Glob(FieldErrors errors, string field, string? glob)
    {
        if (glob is null)
        {
            return null;
        }

        if (glob.Length is 0 or > MaximumGlobLength || glob.Contains('/') || glob.Any(char.IsControl) || !TextRules.IsWellFormed(glob) || !NamePattern.IsValid(glob))
        {
            errors.Add(field, $"Give a pattern of 1 to {MaximumGlobLength} characters for names of archives, such as web-*; * takes all.");
        }

        return glob;
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
        TimeZone = TimeZoneRules.Optional(errors, prefix + "time_zone", rules.TimeZone),
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
        TimeZone = request.TimeZone,
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

    [GeneratedRegex("^0*[1-9][0-9]{0,5}[Hdwmy]$")]
    private static partial Regex Interval();
}
