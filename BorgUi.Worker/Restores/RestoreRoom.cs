using System.Globalization;

namespace BorgUi.Worker.Restores;

/// <summary>Whether what is restored fits where it goes. All of it is written beside its place before the first file moves, also what is skipped then.</summary>
internal sealed class RestoreRoom(string destination) : IDisposable
{
    private readonly CancellationTokenSource _tooLittle = new();

    /// <summary>What was left when it began; null when it could not be seen.</summary>
    public long? FreeBytes { get; } = RestoreDestination.FreeBytes(destination);

    public bool MayWrite => RestoreDestination.MayWrite(destination);

    /// <summary>Fires when borg says how much it is, and that does not fit.</summary>
    public CancellationToken TooLittle => _tooLittle.Token;

    /// <summary>What is wrong, in figures; null while nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>borg knows the bytes of all files before it writes the first.</summary>
    public void Expect(long bytes)
    {
        if (Problem is null && WordsFor(bytes) is { } words)
        {
            Problem = $"{words} Nothing was put in place.";
            _tooLittle.Cancel();
        }
    }

    /// <summary>What a dry run has to say about it.</summary>
    public void Warn(RestoreTally tally)
    {
        if (WordsFor(tally.BytesSelected) is { } words)
        {
            tally.Warn(words);
        }

        if (!MayWrite)
        {
            tally.Warn($"The worker may not write to {destination}.");
        }
    }

    public void Dispose() => _tooLittle.Dispose();

    private string? WordsFor(long bytes) => FreeBytes is { } free && bytes > free
        ? string.Create(CultureInfo.InvariantCulture, $"It does not fit: {bytes:N0} bytes are needed and {free:N0} are free on the disk of {destination}.")
        : null;
}
