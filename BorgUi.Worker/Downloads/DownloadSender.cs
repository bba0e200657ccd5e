using BorgUi.Contracts.Archives;
using BorgUi.Worker.Streams;

namespace BorgUi.Worker.Downloads;

/// <summary>
/// Turns borg's tar into what was asked for, as it comes, with nothing on disk. The last of it is held back until borg has ended well:
/// only then what was sent is whole.
/// </summary>
internal abstract class DownloadSender(StreamVisit visit) : IAsyncDisposable
{
    protected static readonly StreamRefusal NothingThere =
        new(StatusCodes.Status404NotFound, "There is no such path in this archive.", "Give the paths as they are stored, see the list of the archive's files.");

    private SentBytes? _sent;

    public static DownloadSender Of(DownloadFormat format, StreamVisit visit) => format switch
    {
        DownloadFormat.File => new FileSender(visit),
        DownloadFormat.Zip => new ZipSender(visit),
        _ => new TarGzSender(visit),
    };

    /// <summary>Bytes that went out so far, and those of the whole answer where they are known before.</summary>
    public event Action<long, long?>? Sent;

    /// <summary>What could not be sent in this format, for the log.</summary>
    public virtual IReadOnlyList<string> LeftOut => [];

    /// <summary>Reads the tar to its end. Answers why there is nothing to send, or no more; null when all went well.</summary>
    public abstract Task<StreamRefusal?> SendAsync(Stream tar, CancellationToken cancellationToken);

    /// <summary>Sends the rest: the answer is whole.</summary>
    public async Task<StreamRefusal?> CompleteAsync(CancellationToken cancellationToken)
    {
        await SendRestAsync(cancellationToken);
        await _sent!.FlushAsync(cancellationToken);
        return null;
    }

    /// <summary>Without <see cref="CompleteAsync"/> nothing more is sent.</summary>
    public async ValueTask DisposeAsync()
    {
        _sent?.Cut();
        await CloseAsync();
    }

    protected abstract Task SendRestAsync(CancellationToken cancellationToken);

    protected virtual ValueTask CloseAsync() => ValueTask.CompletedTask;

    protected async Task<Stream> BeginAsync(string contentType, long? lengthBytes = null) =>
        _sent = new(await visit.BeginAsync(contentType, lengthBytes), sent => Sent?.Invoke(sent, lengthBytes));
}
