using System.Globalization;
using BorgUi.Processes;

namespace BorgUi.Benchmarks.Running;

/// <summary>What is backed up. Always the same bytes, which do not compress, made when they are first asked for.</summary>
internal sealed class Sources(string folder, Sizes sizes)
{
    private const int FilesPerFolder = 100;
    private const int BlockBytes = 1024 * 1024;

    /// <summary>Ten files.</summary>
    public string Tiny() => Make("tiny", path => WriteFiles(path, 10));

    /// <summary>Files of 0.5 to 8 kB.</summary>
    public string SmallFiles() => Make("small-files", path => WriteFiles(path, sizes.SmallFiles));

    public string LargeFile() => Make("large-file", path => WriteLargeFile(path, sizes.LargeFileBytes));

    /// <summary>Brings a source into the page cache and lets nothing wait to be written, so that each run finds the same.</summary>
    public static async Task SettleAsync(string source, CancellationToken cancellationToken)
    {
        var buffer = new byte[BlockBytes];
        foreach (var path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            using var file = File.OpenHandle(path);
            for (long at = 0, read; (read = RandomAccess.Read(file, buffer, at)) > 0; at += read)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        await CapturedRun.RunAsync(new() { FileName = "sync" }, cancellationToken);
    }

    private string Make(string name, Action<string> fill)
    {
        var path = Path.Combine(folder, name);
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path);
            fill(path);
        }

        return path;
    }

    private static void WriteFiles(string path, int count)
    {
        var random = new Random(1);
        for (var number = 0; number < count; number++)
        {
            var content = new byte[random.Next(512, 8192)];
            random.NextBytes(content);
            var parent = Path.Combine(path, (number / FilesPerFolder).ToString("D4", CultureInfo.InvariantCulture));
            Directory.CreateDirectory(parent);
            File.WriteAllBytes(Path.Combine(parent, $"file-{number:D6}.bin"), content);
        }
    }

    private static void WriteLargeFile(string path, long bytes)
    {
        var random = new Random(2);
        var block = new byte[BlockBytes];
        using var file = File.Create(Path.Combine(path, "large.bin"));
        for (var left = bytes; left > 0; left -= block.Length)
        {
            random.NextBytes(block);
            file.Write(block, 0, (int)Math.Min(left, block.Length));
        }
    }
}
