using System.Text.RegularExpressions;
using BorgUi.Contracts.Plans;
using BorgUi.Core.Retention;

namespace BorgUi.Worker.Tests.Retention;

/// <summary>Which archives survive is decided by us; here borg says what it would do with the same ones.</summary>
public sealed partial class SelectionEqualsBorgTests(TwoYearsOfArchives repository) : IClassFixture<TwoYearsOfArchives>
{
    [Theory]
    [InlineData("UTC", null, 5, 0, 0, 0, 0, 0)]
    [InlineData("UTC", "10d", 0, 0, 0, 0, 0, 0)]
    [InlineData("UTC", null, 0, 6, 4, 0, 0, 0)]
    [InlineData("UTC", null, 0, 0, 7, 4, 6, 0)]
    [InlineData("UTC", null, 0, 0, 0, 100, 0, 0)]
    [InlineData("UTC", null, 0, 0, 0, 0, 0, 10)]
    [InlineData("UTC", "36H", 0, 0, 14, 8, 12, 2)]
    [InlineData("UTC", "2m", 3, 24, 30, 0, 24, 5)]
    [InlineData("UTC", "1y", 1, 0, 0, 0, 3, 0)]
    [InlineData("UTC", "4w", 1000, 0, 0, 0, 0, 0)]
    [InlineData("Europe/Berlin", null, 0, 5, 10, 12, 24, 0)]
    [InlineData("America/Los_Angeles", "1w", 2, 0, 20, 4, 0, 3)]
    [InlineData("Asia/Kolkata", null, 0, 0, 100, 0, 0, 0)]
    public async Task Keeps_what_borg_keeps_for_the_same_reason(
        string timeZone, string? within, int last, int hourly, int daily, int weekly, int monthly, int yearly)
    {
        var rules = new KeepRules
        {
            KeepWithin = within, KeepLast = last, KeepHourly = hourly, KeepDaily = daily, KeepWeekly = weekly, KeepMonthly = monthly, KeepYearly = yearly, TimeZone = timeZone,
        };

        var ours = ArchiveSelection.Choose(repository.Archives, rules, RetentionScope.OfNames("*"), TimeProvider.System.GetUtcNow());
        var borgs = (await repository.PruneDryAsync(timeZone, Options(rules))).Select(line => Decision().Match(line)).Where(match => match.Success).ToList();

        Assert.Equal(60, borgs.Count);
        Assert.Equal(
            borgs.Select(match => (match.Groups["id"].Value, match.Groups["rule"].Value)),
            ours.Fates.Select(fate => (fate.Archive.BorgId, fate.Reason ?? "")));
    }

    private static IEnumerable<string> Options(KeepRules rules)
    {
        (string Name, int? Count)[] counts =
        [
            ("last", rules.KeepLast), ("hourly", rules.KeepHourly), ("daily", rules.KeepDaily), ("weekly", rules.KeepWeekly), ("monthly", rules.KeepMonthly), ("yearly", rules.KeepYearly),
        ];
        return counts.Select(rule => $"--keep-{rule.Name}={rule.Count}").Concat(rules.KeepWithin is { } within ? [$"--keep-within={within}"] : []);
    }

    // "Keeping archive (rule: daily #1):        daily-11                             Tue, 2026-12-15 12:00:00 [184f...]"
    // "Would prune:                             daily-05                             Mon, 2026-06-15 12:00:00 [5e76...]"
    [GeneratedRegex(@"^(Keeping archive \(rule: (?<rule>[^)]*)\):|Would prune:) .* \[(?<id>[0-9a-f]{64})\]$", RegexOptions.ExplicitCapture)]
    private static partial Regex Decision();
}
