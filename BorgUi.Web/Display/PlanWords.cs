using System.Globalization;
using BorgUi.Contracts.Jobs;
using BorgUi.Contracts.Plans;

namespace BorgUi.Web.Display;

/// <summary>A plan in few words.</summary>
internal static class PlanWords
{
    /// <summary>The first two sources and how many more there are.</summary>
    public static string Sources(PlanResponse plan)
    {
        IReadOnlyList<string> sources = plan.IncludesBorgui ? ["BorgUi itself", .. plan.Sources] : plan.Sources;
        var first = string.Join(", ", sources.Take(2));
        return sources.Count > 2 ? $"{first} and {sources.Count - 2} more" : first;
    }

    /// <summary>In how many of its repositories the plan's newest backup is whole.</summary>
    public static string Coverage(IReadOnlyList<PlanRepository> repositories)
    {
        var good = repositories.Count(repository => repository.LastBackup is { Status: JobStatus.Completed or JobStatus.CompletedWithWarnings });
        return good == repositories.Count ? $"the newest backup is in all {good}" : $"the newest backup is in {good} of {repositories.Count}";
    }

    /// <summary>What comes after each backup, and what a failure means for it; null when nothing comes.</summary>
    public static string? Afterwards(PlanResponse plan)
    {
        string[] steps =
        [
            .. plan.RunPruneAfter ? [$"prune, which keeps {Kept(plan.Retention ?? new())}"] : Array.Empty<string>(),
            .. plan.RunCompactAfter ? ["compact"] : Array.Empty<string>(),
            .. plan.RunCheckAfter ? ["check"] : Array.Empty<string>(),
        ];
        var failure = plan.ChainOnFailure == ChainPolicy.Continue ? "A failure does not stop them." : "A failure stops them.";
        return steps.Length == 0 ? null : $"After each backup: {string.Join("; then ", steps)}. {failure}";
    }

    /// <summary><c>7 daily, 4 weekly and all of the last 2d</c>; nothing that keeps nothing.</summary>
    public static string Kept(KeepRules rules)
    {
        (int? Count, string Word)[] counts =
        [
            (rules.KeepHourly, "hourly"), (rules.KeepDaily, "daily"), (rules.KeepWeekly, "weekly"),
            (rules.KeepMonthly, "monthly"), (rules.KeepYearly, "yearly"), (rules.KeepLast, "newest"),
        ];
        return Words.List([
            .. counts.Where(rule => rule.Count > 0).Select(rule => string.Create(CultureInfo.InvariantCulture, $"{rule.Count} {rule.Word}")),
            .. rules.KeepWithin is { } within ? [$"all of the last {within}"] : Array.Empty<string>(),
        ]);
    }
}
