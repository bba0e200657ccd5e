using BorgUi.LocalHosting.Running;

namespace BorgUi.LocalHosting.Output;

/// <summary>What one instance says: on the console, in its file and, the newest lines, in memory; never with a secret in it.</summary>
internal sealed class ResourceLog(LogFile file, Action<string> onConsole, SecretMask mask, TimeProvider time) : IDisposable
{
    private const int KeptLines = 500;

    private readonly Lock _writing = new();
    private readonly Queue<string> _tail = new(KeptLines);
    private bool _fileBroken;

    /// <summary>A line of the program's own output.</summary>
    public void Write(string line)
    {
        var safe = mask.Apply(line);
        lock (_writing)
        {
            if (_tail.Count == KeptLines)
            {
                _tail.Dequeue();
            }

            _tail.Enqueue(safe);
            WriteFile(safe);
        }

        onConsole(safe);
    }

    /// <summary>Something that the host says about the program.</summary>
    public void Say(string message) => Write($"[host] {message}");

    public IReadOnlyList<string> Lines()
    {
        lock (_writing)
        {
            return [.. _tail];
        }
    }

    public string Tail(int lines) => string.Join('\n', Lines().TakeLast(lines));

    public void Dispose()
    {
        lock (_writing)
        {
            _fileBroken = true;
            file.Dispose();
        }
    }

    private void WriteFile(string line)
    {
        if (_fileBroken)
        {
            return;
        }

        try
        {
            file.Write(time.GetUtcNow(), line);
        }
        catch (IOException error)
        {
            // A full disk must not stop the programs; they go on without a file.
            _fileBroken = true;
            onConsole($"[host] no log file any more: {error.Message}");
        }
    }
}
