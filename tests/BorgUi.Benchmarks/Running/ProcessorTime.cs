using System.Globalization;

namespace BorgUi.Benchmarks.Running;

/// <summary>How long the processors worked for a process, in and out of the kernel, as Linux counts it.</summary>
/// <param name="Own">Of all its threads.</param>
/// <param name="EndedChildren">Of its children, and theirs, that have ended and were waited for.</param>
internal readonly record struct ProcessorTime(TimeSpan Own, TimeSpan EndedChildren)
{
    // man 5 proc: in clock ticks, of which there are 100 a second on every Linux that .NET runs on.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <summary>Null when there is no such process.</summary>
    public static ProcessorTime? Of(int processId)
    {
        // 4242 (dotnet) S 4200 4242 4200 0 -1 4194560 1 0 0 0 utime stime cutime cstime ...
        if (Stat(processId) is not { } stat)
        {
            return null;
        }

        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return new((Ticks(fields[11]) + Ticks(fields[12])) * Tick, (Ticks(fields[13]) + Ticks(fields[14])) * Tick);
    }

    /// <summary>Of a process, of its children that run, and of those that have ended.</summary>
    public static TimeSpan OfFamily(int processId)
    {
        var parent = Of(processId) ?? throw new InvalidOperationException($"Process {processId} does not run.");
        // man 5 proc_pid_task_children
        var children = File.ReadAllText($"/proc/{processId}/task/{processId}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return children.Select(child => Of(int.Parse(child, CultureInfo.InvariantCulture))?.Own ?? TimeSpan.Zero)
            .Aggregate(parent.Own + parent.EndedChildren, (sum, time) => sum + time);
    }

    private static long Ticks(string field) => long.Parse(field, CultureInfo.InvariantCulture);

    private static string? Stat(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/stat");
        }
        catch (IOException)
        {
            return null;
        }
    }
}
