using System.Globalization;
using BorgUi.Contracts.Stats;

namespace BorgUi.Web.Display;

/// <summary>The one line at the top of the dashboard.</summary>
internal sealed record Verdict(string Tone, string Words)
{
    public static Verdict Of(DashboardResponse figures, DateTimeOffset now)
    {
        var needs = figures.NeedsAttention.Count + figures.RepositoriesWithTrouble + (figures.WorkerTrouble is null ? 0 : 1);
        return figures switch
        {
            { Repositories: 0 } => new("pending", "Nothing is backed up yet. Three steps and it is."),
            { WorkersAlive: 0 } => new("failed", "No worker is alive. Jobs wait until one starts."),
            _ when needs > 0 => new("failed", needs == 1 ? "1 thing needs you." : $"{Number(needs)} things need you."),
            { Plans: 0 } => new("warning", "There is a repository, but no plan that fills it."),
            { PlansNeverBackedUp: > 0 } => new("warning", NeverBackedUp(figures)),
            _ => new("completed", AllWell(figures, now)),
        };
    }

    private static string NeverBackedUp(DashboardResponse figures) => (figures.Plans, figures.PlansNeverBackedUp) switch
    {
        (1, _) => "Your plan has never been backed up.",
        (var plans, var never) when plans == never => $"None of your {Number(plans)} plans has ever been backed up.",
        (var plans, var never) => $"{Number(never)} of {Number(plans)} plans {(never == 1 ? "has" : "have")} never been backed up.",
    };

    private static string AllWell(DashboardResponse figures, DateTimeOffset now)
    {
        var subject = figures.Plans == 1 ? "Your plan has a backup." : $"All {Number(figures.Plans)} plans have a backup.";
        return figures.LastBackupAt is { } last ? $"{subject} The newest was made {AgeText.Short(last, now)}." : subject;
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
