using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using BorgUi.Benchmarks.Results;
using BorgUi.Benchmarks.Running;
using BorgUi.Contracts.Jobs;
using BorgUi.Processes;

namespace BorgUi.Benchmarks.Measurements;

/// <summary>
/// How old a progress line of borg is when a browser gets it. The fake borg writes lines as often as a real one, five a second,
/// and names as the file being read the moment of writing; most that is measured is the wait until four a second are sent.
/// </summary>
internal sealed class ProgressDelay : IMeasurement
{
    private const double LimitMilliseconds = 400;
    private const int LineEveryMilliseconds = 200;

    public string Name => "progress";

    public async Task<IReadOnlyList<Result>> RunAsync(Bench bench)
    {
        var fakeBorg = WriteFakeBorg(bench.In("fake-borg"), bench.Options.Sizes.ProgressLines);
        var environment = new Dictionary<string, string> { ["BorgUi__Borg__Executable"] = fakeBorg };
        await using var system = await MeasuredSystem.StartAsync(bench.In("progress-data"), environment, bench.Interrupted);
        var plan = await system.CreatePlanAsync(bench.In("progress"), bench.Sources.Tiny());
        var delays = new ConcurrentDictionary<DateTimeOffset, TimeSpan>();
        system.Jobs.Updated += (update, arrivedAt) => Note(delays, update, arrivedAt);

        await system.BackUpAsync(plan);

        if (delays.IsEmpty)
        {
            throw new InvalidOperationException("No progress reached the browser.");
        }

        List<TimeSpan> all = [.. delays.Values];
        var note = FormattableString.Invariant(
            $"p99 of {all.Count} delivered of {bench.Options.Sizes.ProgressLines} written; median {Samples.Median(all).TotalMilliseconds:0} ms, most {all.Max().TotalMilliseconds:0} ms; the thinning to 4/s is part of it");
        return [Result.UpTo("Progress line → hub client", Samples.Percentile(all, 0.99).TotalMilliseconds, LimitMilliseconds, "ms", note)];
    }

    // A line counts when it arrives for the first time; a later update may repeat it for another reason.
    private static void Note(ConcurrentDictionary<DateTimeOffset, TimeSpan> delays, JobUpdate update, DateTimeOffset arrivedAt)
    {
        if (update.Status == JobStatus.Running
            && DateTimeOffset.TryParseExact(update.CurrentFile, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var writtenAt))
        {
            delays.TryAdd(writtenAt, arrivedAt - writtenAt);
        }
    }

    private static string WriteFakeBorg(string path, int lines)
    {
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
        var player = Path.Combine(AppContext.BaseDirectory, "BorgUi.FakeBorg.dll");
        var recording = Path.Combine(AppContext.BaseDirectory, "Recordings", "create-few-full");
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $"""
            #!/bin/sh
            case " $* " in
              *' create '*) exec '{dotnet}' '{player}' --progress-lines {lines} --line-delay-ms {LineEveryMilliseconds} --play '{recording}' -- "$@" ;;
              *) exec '{ExecutablePath.Find("borg")}' "$@" ;;
            esac

            """));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
