namespace BorgUi.Worker.Downloads;

/// <summary>
/// Counts what goes out. After <see cref="Cut"/> nothing does any more: what packs the bytes may then be let go, and cannot complete
/// what is not whole.
/// </summary>
internal sealed class SentBytes(Stream target, Action<long> onSent) : Stream
{
    private readonly MemoryStream _pending = new();
    private bool _isCut;
    private long _sent;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _sent; set => throw new NotSupportedException(); }

    public void Cut() => _isCut = true;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isCut)
        {
            return;
        }

        await SendPendingAsync(cancellationToken);
        await target.WriteAsync(buffer, cancellationToken);
        _sent += buffer.Length;
        onSent(_sent);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (!_isCut)
        {
            await SendPendingAsync(cancellationToken);
            await target.FlushAsync(cancellationToken);
        }
    }

    public override void Flush()
    {
        // Who reads gets what was written anyway.
    }

    /// <summary>Keeps the few bytes of a head or an end for the next write that may wait: no thread is held while a slow reader takes its time.</summary>
    public override void Write(byte[] buffer, int offset, int count) => _pending.Write(buffer, offset, count);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private async Task SendPendingAsync(CancellationToken cancellationToken)
    {
        if (_pending.Length > 0)
        {
            await target.WriteAsync(_pending.GetBuffer().AsMemory(0, (int)_pending.Length), cancellationToken);
            _sent += _pending.Length;
            _pending.SetLength(0);
        }
    }
}
