using System.ComponentModel;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BorgUi.Processes;

/// <summary>
/// The reading end of a child's pipe, looked at from time to time. .NET waits for a pipe with epoll, so that a child that
/// writes each line by itself wakes a thread for every one of them; here lines gather, and cost nothing until they are read.
/// </summary>
internal sealed class PolledPipe : Stream
{
    /// <summary>The longest that something lies unread in the pipe.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    // A quarter of what a pipe holds: a child that writes this much is not made to wait for us.
    private const int MuchBytes = 16 * 1024;

    // man 2 fcntl, as on every Linux that .NET runs on.
    private const int SetStatusFlags = 4;
    private const int NonBlocking = 0x800;

    // man 3 errno
    private const int Interrupted = 4;
    private const int NothingThereYet = 11;

    private readonly AnonymousPipeClientStream _pipe;
    private readonly SafePipeHandle _handle;
    private readonly TimeProvider _time;
    private TimeSpan _wait = TimeSpan.Zero;

    /// <param name="pipe">Nobody else reads from it; closed with this stream.</param>
    public PolledPipe(AnonymousPipeClientStream pipe, TimeProvider time)
    {
        (_pipe, _time) = (pipe, time);
        _handle = pipe.SafePipeHandle;
        if (NativeMethods.Fcntl(_handle, SetStatusFlags, NonBlocking) != 0)
        {
            throw new IOException("The pipe of a child cannot be read without waiting.", new Win32Exception(Marshal.GetLastPInvokeError()));
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what has gathered; 0 at the end of the pipe.</summary>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_wait > TimeSpan.Zero)
            {
                await Task.Delay(_wait, _time, cancellationToken);
            }

            var bytes = TryRead(buffer.Span);
            var longer = _wait < ShortestWait ? ShortestWait : _wait * 2;
            _wait = bytes >= MuchBytes || bytes == buffer.Length ? TimeSpan.Zero : longer < LongestWait ? longer : LongestWait;
            if (bytes is { } read)
            {
                return read;
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _pipe.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Null when nothing is there yet.</summary>
    private int? TryRead(Span<byte> buffer)
    {
        while (true)
        {
            var bytes = NativeMethods.Read(_handle, buffer, buffer.Length);
            if (bytes >= 0)
            {
                return (int)bytes;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case Interrupted:
                    continue;
                case NothingThereYet:
                    return null;
                case var error:
                    throw new IOException("The output of a child cannot be read.", new Win32Exception(error));
            }
        }
    }
}
