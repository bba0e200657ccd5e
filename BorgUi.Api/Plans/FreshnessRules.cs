using BorgUi.Api.Http;
using BorgUi.Contracts.Plans;
using BorgUi.Core.Plans;

namespace BorgUi.Api.Plans;

/// <summary>What is expected of a plan's backups, as it is to be stored.</summary>
internal sealed record CheckedFreshness(TimeSpan? ExpectedEvery, DateTimeOffset? AbsentUntil, string? AbsentReason)
{
    public void ApplyTo(BackupPlan plan, DateTimeOffset now)
    {
        plan.ExpectedEvery = ExpectedEvery;
        // One that has passed stays: what was due before its end is not expected afterwards either.
        if (AbsentUntil is not null || plan.AbsentUntil > now)
        {
            (plan.AbsentUntil, plan.AbsentReason) = (AbsentUntil, AbsentReason);
        }
    }
}

internal static class FreshnessRules
{
    private const int LeastSeconds = 600;
    private const int MostSeconds = 366 * 24 * 60 * 60;
    private const int LongestReason = 500;

    private static readonly TimeSpan LongestAbsence = TimeSpan.FromDays(366);

    public static CheckedFreshness Check(FieldErrors errors, SavePlanRequest request, DateTimeOffset now)
    {
        if (request.ExpectedEverySeconds is < LeastSeconds or > MostSeconds)
        {
            errors.Add("expected_every_seconds", $"Give a number from {LeastSeconds} to {MostSeconds}, or leave it out to go by the schedules.");
        }

        var until = request.AbsentUntil?.ToUniversalTime();
        if (until <= now || until > now + LongestAbsence)
        {
            errors.Add("absent_until", "Give a time that is still to come, at most a year away, or leave it out.");
        }

        var every = request.ExpectedEverySeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        return new(every, until, Reason(errors, request));
    }

    private static string? Reason(FieldErrors errors, SavePlanRequest request)
    {
        if (request.AbsentReason?.Trim() is not { Length: > 0 } reason)
        {
            return null;
        }

        if (request.AbsentUntil is null)
        {
            errors.Add("absent_reason", "Say also until when: a reason goes with absent_until.");
        }
        else if (reason.Length > LongestReason || reason.Any(char.IsControl) || !TextRules.IsWellFormed(reason))
        {
            errors.Add("absent_reason", $"Give at most {LongestReason} characters on one line.");
        }

        return reason;
    }
}
