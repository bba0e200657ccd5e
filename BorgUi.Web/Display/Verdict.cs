using System.Globalization;
using BorgUi.Contracts.Plans;
using BorgUi.Contracts.Stats;

namespace BorgUi.Web.Display;

/// <summary>The one line at the top of the dashboard.</summary>
internal sealed record Verdict(string Tone, string Words)
{
    public static Verdict Of(DashboardResponse figures, DateTimeOffset now)
    {
        var needs = Attention.Of(figures).Count;
        return figures switch
        {
            { Repositories: 0 } => new("pending", "Nothing is backed up yet. Three steps and it is."),
            { WorkersAlive: 0 } => new("failed", "No worker is alive. Jobs wait until one starts."),
            _ when needs > 0 => new("failed", needs == 1 ? "1 thing needs you." : $"{Number(needs)} things need you."),
            { Plans: 0 } => new("warning", "There is a repository, but no plan that fills it."),
            _ => OfPlans(figures, now),
        };
    }

    private static Verdict OfPlans(DashboardResponse figures, DateTimeOffset now)
    {
        var counts = figures.Freshness.ToDictionary(count => count.Status, count => count.Plans);
        var fresh = counts.GetValueOrDefault(FreshnessStatus.Fresh);
        if (fresh == figures.Plans)
        {
            var all = fresh == 1 ? "Your plan is fresh." : $"All {Number(fresh)} plans are fresh.";
            return new("completed", $"{(figures.LastBackupAt is { } last ? $"{all} The newest backup was made {AgeText.Short(last, now)}." : all)} {Proof(figures, now)}");
        }

        var tone = counts.Keys.All(status => status is FreshnessStatus.Fresh or FreshnessStatus.Absent) ? "completed" : "warning";
        var rest = counts.Where(count => count.Key != FreshnessStatus.Fresh).OrderBy(count => count.Key).Select(count => Others(count.Key, count.Value));
        return new(tone, $"{Number(fresh)} of {Number(figures.Plans)} {(figures.Plans == 1 ? "plan is" : "plans are")} fresh: {Display.Words.List([.. rest])}. {Proof(figures, now)}");
    }

    private static string Proof(DashboardResponse figures, DateTimeOffset now) => figures.LastProofAt is { } at
        ? $"Last proof of restore: {AgeText.Short(at, now)}."
        : "No restore is proven yet.";

    private static string Others(FreshnessStatus status, int plans) => status switch
    {
        FreshnessStatus.Unproven => $"{Number(plans)} {(plans == 1 ? "was" : "were")} never backed up",
        FreshnessStatus.Unscheduled => $"{Number(plans)} {(plans == 1 ? "has" : "have")} no schedule",
        _ => $"{Number(plans)} {(plans == 1 ? "is" : "are")} {Status.Of(status).Word.ToLowerInvariant()}",
    };

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
