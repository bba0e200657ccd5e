using System.Text;

namespace BorgUi.Worker.Borg;

/// <summary>A file of one run for ssh's own messages (ssh -E), removed with the run.</summary>
internal sealed class SshLog : IDisposable
{
    private const int KeptBytes = 64 * 1024;
    private const int KeptLines = 20;

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"borgui-ssh-{Guid.NewGuid():N}.log");

    /// <summary>The last lines; empty when ssh said nothing or never ran.</summary>
    public IReadOnlyList<string> ReadLastLines()
    {
        if (!File.Exists(Path))
        {
            return [];
        }

        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Seek(-Math.Min(KeptBytes, file.Length), SeekOrigin.End);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(KeptLines)];
    }

    public void Dispose() => File.Delete(Path);
}
