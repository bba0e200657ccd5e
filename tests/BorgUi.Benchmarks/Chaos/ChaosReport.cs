using System.Globalization;
using System.Text;
using BorgUi.Contracts.Jobs;

namespace BorgUi.Benchmarks.Chaos;

/// <summary>The figures of a run, and everything that was not true.</summary>
internal sealed class ChaosReport(
    ChaosOptions options, ChaosFigures figures, IReadOnlyList<JobResponse> jobs, IReadOnlyList<string> lost, IReadOnlyList<string> doubled, IReadOnlyList<string> lies)
{
    public bool IsClean => lost.Count + doubled.Count + lies.Count + figures.Faults.Count == 0;

    public string Text
    {
        get
        {
            var text = new StringBuilder();
            text.AppendLine(CultureInfo.InvariantCulture, $"chaos --seed {options.Seed} --minutes {options.Duration.TotalMinutes}");
            text.AppendLine().AppendLine("| what was done | how often |").AppendLine("|---|---|");
            AppendCounts(text, figures.Counts);
            text.AppendLine().AppendLine("| jobs | how many |").AppendLine("|---|---|");
            AppendCounts(text, Ends());
            text.AppendLine().AppendLine("| found | how many |").AppendLine("|---|---|");
            AppendCounts(text, [new("lost", lost.Count), new("doubled", doubled.Count), new("lies", lies.Count), new("faults", figures.Faults.Count)]);
            foreach (var finding in (IEnumerable<string>)[.. lost, .. doubled, .. lies, .. figures.Faults])
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"* {finding}");
            }

            return text.ToString();
        }
    }

    private List<KeyValuePair<string, int>> Ends() =>
    [
        new("all", jobs.Count),
        .. jobs.GroupBy(job => $"{job.JobType}, {job.Status}").OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => KeyValuePair.Create(group.Key, group.Count())),
        new("run more than once (recovered or resumed)", jobs.Count(job => job.Attempt > 1 && job.RetryOf is null)),
        new("retries", jobs.Count(job => job.RetryOf is not null)),
        new("completed from an archive that a rescue found", jobs.Count(job => job.LeftBehind?.Contains("is complete", StringComparison.Ordinal) == true)),
    ];

    private static void AppendCounts(StringBuilder text, IEnumerable<KeyValuePair<string, int>> counts)
    {
        foreach (var (what, count) in counts)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {what} | {count} |");
        }
    }
}
