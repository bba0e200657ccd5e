using System.Buffers;
using System.IO.Pipelines;

namespace BorgUi.Worker.Borg;

/// <summary>A line without its line feed; of a line that is too long only the beginning, with <see cref="Cut"/> set.</summary>
internal readonly record struct Line(ReadOnlyMemory<byte> Utf8, long LengthBytes, bool Cut);

/// <summary>Splits a stream at LF only, with bounded memory whatever comes: names may hold CR, and StreamReader would split there.</summary>
internal sealed class LineReader(Stream stream, int maxLineBytes)
{
    private const int KeptOfCutLine = 4096;

    private readonly PipeReader _pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
    private ReadOnlyMemory<byte> _beginning;
    private long _dropped;
    private long _scanned;

    /// <summary>Hands every line to <paramref name="onLine"/>, in order; its memory is valid until that completes.</summary>
    public async Task ReadToEndAsync(Func<Line, ValueTask> onLine, CancellationToken cancellationToken)
    {
        try
        {
            await ReadLinesAsync(onLine, cancellationToken);
        }
        finally
        {
            await _pipe.CompleteAsync();
        }
    }

    private async Task ReadLinesAsync(Func<Line, ValueTask> onLine, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _pipe.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (TryTakeLine(ref rest, out var line))
            {
                await onLine(line);
            }

            rest = DropIfTooLong(rest);
            if (read.IsCompleted)
            {
                await HandOverLastAsync(rest, onLine);
                return;
            }

            _scanned = rest.Length;
            _pipe.AdvanceTo(rest.Start, rest.End);
        }
    }

    private bool TryTakeLine(ref ReadOnlySequence<byte> rest, out Line line)
    {
        // What was scanned before is not scanned again, or a long line would cost the square of its length.
        if (rest.Slice(_scanned).PositionOf((byte)'\n') is not { } lineFeed)
        {
            line = default;
            return false;
        }

        line = Take(rest.Slice(0, lineFeed));
        rest = rest.Slice(rest.GetPosition(1, lineFeed));
        _scanned = 0;
        return true;
    }

    private Line Take(ReadOnlySequence<byte> content)
    {
        if (_dropped > 0)
        {
            var cut = new Line(_beginning, _dropped + content.Length, Cut: true);
            (_dropped, _beginning) = (0, default);
            return cut;
        }

        return content.Length > maxLineBytes
            ? new(content.Slice(0, KeptOfCutLine).ToArray(), content.Length, Cut: true)
            : new(content.IsSingleSegment ? content.First : content.ToArray(), content.Length, Cut: false);
    }

    private ReadOnlySequence<byte> DropIfTooLong(ReadOnlySequence<byte> rest)
    {
        if (_dropped == 0 && rest.Length <= maxLineBytes)
        {
            return rest;
        }

        if (_dropped == 0)
        {
            _beginning = rest.Slice(0, KeptOfCutLine).ToArray();
        }

        _dropped += rest.Length;
        return rest.Slice(rest.End);
    }

    private async ValueTask HandOverLastAsync(ReadOnlySequence<byte> rest, Func<Line, ValueTask> onLine)
    {
        if (rest.Length > 0 || _dropped > 0)
        {
            await onLine(Take(rest));
        }
    }
}
