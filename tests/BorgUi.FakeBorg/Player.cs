using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace BorgUi.FakeBorg;

/// <summary>Plays a recording of borg on the same streams, as fast or slow, loud or deaf as a test needs it.</summary>
internal static class Player
{
    private const int TerminatedBySignal = 143;

    public static async Task<int> PlayAsync(PlayerOptions options)
    {
        using var error = Console.OpenStandardError();
        using var output = Console.OpenStandardOutput();
        var terminated = new TaskCompletionSource();
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            if (!options.Deaf)
            {
                terminated.TrySetResult();
            }
        });
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = options.Deaf || options.OnInterrupt is not null;
            if (options.OnInterrupt is not null)
            {
                error.Write(File.ReadAllBytes(options.OnInterrupt));
            }
        });

        await DumpEnvironmentAsync(options);
        HoldPipes(options);
        var playing = PlayStreamsAsync(options, error, output);
        var first = await Task.WhenAny(playing, terminated.Task);
        await first;
        return first == playing ? await ExitCodeAsync(options) : TerminatedBySignal;
    }

    private static async Task PlayStreamsAsync(PlayerOptions options, Stream error, Stream output)
    {
        await Task.Yield();
        await error.WriteAsync(options.ErrorBytes);
        await WriteProgressAsync(options, error);
        if (options.Play is { } recording)
        {
            await PlayLinesAsync(await File.ReadAllBytesAsync($"{recording}.stderr"), error, options.LineDelay);
            await output.WriteAsync(await File.ReadAllBytesAsync($"{recording}.stdout"));
        }

        await FloodAsync(error, options.FloodBytes, options.LineBytes);
        await FloodAsync(output, options.OutputBytes, lineBytes: 0);
        if (options.Hang)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan);
        }
    }

    // {"original_size": 12, "compressed_size": 12, "deduplicated_size": 12, "nfiles": 1, "path": "home/a", "time": 1795313597.2438087,
    //  "type": "archive_progress", "finished": false}
    private static async Task WriteProgressAsync(PlayerOptions options, Stream error)
    {
        for (var line = 1; line <= options.ProgressLines; line++)
        {
            await Task.Delay(options.LineDelay);
            var now = TimeProvider.System.GetUtcNow();
            await error.WriteAsync(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""
                {"original_size": {{line}}, "compressed_size": {{line}}, "deduplicated_size": {{line}}, "nfiles": {{line}}, "path": "{{now:O}}", "time": {{now.ToUnixTimeMilliseconds() / 1000d}}, "type": "archive_progress", "finished": false}

                """)));
        }
    }

    private static async Task PlayLinesAsync(byte[] recorded, Stream error, TimeSpan delay)
    {
        for (var at = 0; at < recorded.Length;)
        {
            var lineFeed = Array.IndexOf(recorded, (byte)'\n', at);
            var end = lineFeed < 0 ? recorded.Length : lineFeed + 1;
            await Task.Delay(delay);
            await error.WriteAsync(recorded.AsMemory(at, end - at));
            at = end;
        }
    }

    private static async Task FloodAsync(Stream stream, long bytes, int lineBytes)
    {
        var block = new byte[lineBytes > 0 ? lineBytes * Math.Max(1, 64 * 1024 / lineBytes) : 64 * 1024];
        Array.Fill(block, (byte)'x');
        for (var at = lineBytes - 1; lineBytes > 0 && at < block.Length; at += lineBytes)
        {
            block[at] = (byte)'\n';
        }

        for (var left = bytes; left > 0; left -= block.Length)
        {
            await stream.WriteAsync(block.AsMemory(0, (int)Math.Min(left, block.Length)));
        }
    }

    private static void HoldPipes(PlayerOptions options)
    {
        if (options.HoldPipesSeconds is { } seconds)
        {
#pragma warning disable RS0030 // what is tested is a process that nobody looks after
            Process.Start(new ProcessStartInfo("sleep", seconds.ToString(CultureInfo.InvariantCulture)));
#pragma warning restore RS0030
        }
    }

    private static async Task DumpEnvironmentAsync(PlayerOptions options)
    {
        if (options.DumpEnvironment is { } file)
        {
            var lines = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(variable => $"{variable.Key}={variable.Value}");
            await File.WriteAllLinesAsync(file, lines, Encoding.UTF8);
        }
    }

    private static async Task<int> ExitCodeAsync(PlayerOptions options)
    {
        if (options.Exit is { } code)
        {
            return code;
        }

        // A signal was recorded as its negative number.
        return options.Play is { } recording && int.TryParse(await File.ReadAllTextAsync($"{recording}.exit"), out var recorded)
            ? (recorded < 0 ? 128 - recorded : recorded)
            : 0;
    }
}
