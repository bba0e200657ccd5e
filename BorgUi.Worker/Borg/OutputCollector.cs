using System.Buffers;
using System.IO.Pipelines;

namespace BorgUi.Worker.Borg;

/// <summary>Keeps a stream in memory up to a bound; beyond it goes on reading and keeps nothing more.</summary>
internal sealed class OutputCollector(int maxBytes)
{
    private readonly ArrayBufferWriter<byte> _kept = new();

    public ReadOnlyMemory<byte> Bytes => _kept.WrittenMemory;

    public async Task ReadToEndAsync(Stream stream, Action onTooLarge, CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
        try
        {
            while (true)
            {
                var read = await pipe.ReadAsync(cancellationToken);
                Keep(read.Buffer, onTooLarge);
                pipe.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted)
                {
                    return;
                }
            }
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    private void Keep(ReadOnlySequence<byte> bytes, Action onTooLarge)
    {
        if (_kept.WrittenCount + bytes.Length > maxBytes)
        {
            onTooLarge();
            return;
        }

        foreach (var segment in bytes)
        {
            _kept.Write(segment.Span);
        }
    }
}
