using System.IO.Compression;
using BorgUi.Worker.Streams;

namespace BorgUi.Worker.Downloads;

/// <summary>borg's tar as it is, packed: names keep their bytes.</summary>
internal sealed class TarGzSender(StreamVisit visit) : DownloadSender(visit)
{
    private const int BlockBytes = 512;
    private const int BufferBytes = 128 * 1024;

    private GZipStream? _packed;

    public override async Task<StreamRefusal?> SendAsync(Stream tar, CancellationToken cancellationToken)
    {
        // An empty tar begins with its end, a block of zeros.
        var first = new byte[BlockBytes];
        if (await tar.ReadAtLeastAsync(first, BlockBytes, throwOnEndOfStream: false, cancellationToken) < BlockBytes || !first.AsSpan().ContainsAnyExcept((byte)0))
        {
            return NothingThere;
        }

        _packed = new(await BeginAsync("application/gzip"), CompressionLevel.Fastest, leaveOpen: true);
        await _packed.WriteAsync(first, cancellationToken);
        await tar.CopyToAsync(_packed, BufferBytes, cancellationToken);
        return null;
    }

    protected override async Task SendRestAsync(CancellationToken cancellationToken) => await CloseAsync();

    protected override async ValueTask CloseAsync()
    {
        if (_packed is { } packed)
        {
            _packed = null;
            await packed.DisposeAsync();
        }
    }
}
