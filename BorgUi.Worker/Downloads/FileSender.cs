using System.Formats.Tar;
using BorgUi.Worker.Streams;

namespace BorgUi.Worker.Downloads;

/// <summary>The one file that was asked for, as it is, with its size said before.</summary>
internal sealed class FileSender(StreamVisit visit) : DownloadSender(visit)
{
    private const int BufferBytes = 128 * 1024;

    private Stream? _body;
    private ReadOnlyMemory<byte> _heldBack;

    public override async Task<StreamRefusal?> SendAsync(Stream tar, CancellationToken cancellationToken)
    {
        await using var reader = new TarReader(tar, leaveOpen: true);
        if (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is not { } entry)
        {
            return NothingThere;
        }

        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
        {
            return NoFile(entry);
        }

        _body = await BeginAsync("application/octet-stream", entry.Length);
        await CopyAsync(entry.DataStream ?? Stream.Null, cancellationToken);
        return await reader.GetNextEntryAsync(copyData: false, cancellationToken) is null ? null
            : Conflict("There are several files of this name.", "Their names differ in bytes that are no text; download their folder as tar.gz.");
    }

    protected override async Task SendRestAsync(CancellationToken cancellationToken) => await _body!.WriteAsync(_heldBack, cancellationToken);

    // Each buffer is sent when the next one has come, so that the last one stays.
    private async Task CopyAsync(Stream content, CancellationToken cancellationToken)
    {
        var (filling, filled) = (new byte[BufferBytes], new byte[BufferBytes]);
        int read;
        while ((read = await content.ReadAtLeastAsync(filling, BufferBytes, throwOnEndOfStream: false, cancellationToken)) > 0)
        {
            await _body!.WriteAsync(_heldBack, cancellationToken);
            _heldBack = filling.AsMemory(0, read);
            (filling, filled) = (filled, filling);
        }
    }

    private static StreamRefusal NoFile(TarEntry entry) => entry.EntryType switch
    {
        TarEntryType.Directory => Conflict("This is a folder.", "Download it as tar.gz or zip."),
        TarEntryType.SymbolicLink => Conflict($"This is a link to {entry.LinkName}.", "Download what it leads to, or the folder of both as tar.gz."),
        _ => Conflict("This is no file.", "Devices and pipes have no content; download the folder as tar.gz to keep them."),
    };

    private static StreamRefusal Conflict(string title, string detail) => new(StatusCodes.Status409Conflict, title, detail);
}
