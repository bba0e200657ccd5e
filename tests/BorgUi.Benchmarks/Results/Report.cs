using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using BorgUi.Processes;

namespace BorgUi.Benchmarks.Results;

/// <summary>The results as a Markdown table, under a line that says what they were measured on.</summary>
internal static class Report
{
#if DEBUG
    private const string Configuration = "Debug build: measure a Release build";
#else
    private const string Configuration = "Release build";
#endif

    public static async Task<string> WriteAsync(BenchmarkOptions options, IReadOnlyList<Result> results)
    {
        var report = new StringBuilder();
        report.AppendLine(CultureInfo.InvariantCulture, $"{await MachineAsync()}, runs of each: {options.Runs}{(options.Quick ? ", **quick: tiny sizes, figures without meaning**" : "")}.");
        report.AppendLine();
        report.AppendLine("| measured | BorgUi | beside | ratio | limit | | note |");
        report.AppendLine("|---|---|---|---|---|---|---|");
        foreach (var result in results)
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"| {result.What} | {result.BorgUi} | {result.Bare} | {result.Ratio} | {result.Limit} | {Mark(result)} | {Note(result)} |");
        }

        return report.ToString();
    }

    private static async Task<string> MachineAsync()
    {
        var borg = await CapturedRun.RunAsync(new() { FileName = "borg", Arguments = ["--version"] });
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1_000_000_000d;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} processors, {memory:0} GB, {RuntimeInformation.OSDescription}, {borg.Output.Trim()}, {RuntimeInformation.FrameworkDescription}, {Configuration}");
    }

    private static string Mark(Result result) => result switch
    {
        { Problem: not null } => "not made",
        { IsWithin: true } => "✓",
        { IsWithin: false } => "✗",
        _ => "",
    };

    private static string Note(Result result) => (result.Problem ?? result.Note).ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
