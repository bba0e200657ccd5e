using System.Globalization;
using System.Runtime.InteropServices;

namespace BorgUi.Benchmarks.Running;

/// <summary>The clock by which Linux notes when a process started: the time since boot.</summary>
internal static partial class BootClock
{
    private const int ClockBootTime = 7;

    /// <summary>Starts are noted in hundredths of a second, rounded down.</summary>
    public static TimeSpan Resolution { get; } = TimeSpan.FromMilliseconds(10);

    public static TimeSpan Now() => Read(ClockBootTime, out var now) == 0
        ? TimeSpan.FromSeconds(now.Seconds) + TimeSpan.FromMicroseconds(now.Nanoseconds / 1000d)
        : throw new InvalidOperationException($"The clock of the boot time cannot be read: error {Marshal.GetLastPInvokeError()}.");

    /// <summary>
    /// Takes off again what BorgUi added to say the start of a process as a date: the boot time in whole seconds. What is left is
    /// as exact as the kernel's own note.
    /// </summary>
    public static TimeSpan SinceBoot(DateTimeOffset processStart)
    {
        var line = File.ReadLines("/proc/stat").First(line => line.StartsWith("btime ", StringComparison.Ordinal));
        return processStart - DateTimeOffset.FromUnixTimeSeconds(long.Parse(line["btime ".Length..], CultureInfo.InvariantCulture));
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int Read(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
