using System.IO.Compression;
using BorgUi.Worker.Borg;

namespace BorgUi.Worker.Restores;

/// <summary>
/// The items of an archive, kept packed while borg writes the files: so it lists beside the extract instead of after it, and a million
/// items take some twenty megabytes.
/// </summary>
internal sealed class ListedItems : IDisposable
{
    // Each write and read of a few bytes by itself would cost more than the packing.
    private const int BufferBytes = 64 * 1024;

    private readonly MemoryStream _packed = new();
    private readonly BinaryWriter _writer;
    private long _count;

    public ListedItems() => _writer = new(new BufferedStream(new BrotliStream(_packed, CompressionLevel.Fastest, leaveOpen: true), BufferBytes));

    public void Observe(BorgEvent happened)
    {
        if (happened is OutputLine line && ArchiveItem.Parse(line) is { } item)
        {
            _writer.Write(item.Type);
            _writer.Write(item.IsHardLink);
            _writer.Write7BitEncodedInt64(item.Size);
            _writer.Write(item.ModifiedAt?.UtcTicks ?? -1);
            _writer.Write(item.Path);
            _count++;
        }
    }

    /// <summary>All items in borg's order, once, when the list has ended; without what a comparison does not need.</summary>
    public IEnumerable<ArchiveItem> ReadAll()
    {
        _writer.Dispose();
        _packed.Position = 0;
        using var reader = new BinaryReader(new BufferedStream(new BrotliStream(_packed, CompressionMode.Decompress), BufferBytes));
        for (var i = 0L; i < _count; i++)
        {
            var (type, isHardLink, size, ticks) = (reader.ReadChar(), reader.ReadBoolean(), reader.Read7BitEncodedInt64(), reader.ReadInt64());
            yield return new(type, reader.ReadString(), size, ticks < 0 ? null : new(ticks, TimeSpan.Zero), isHardLink ? "h" : "", null);
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _packed.Dispose();
    }
}
