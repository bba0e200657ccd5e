using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BorgUi.Worker.Comparisons;

/// <summary>
/// Which paths were seen, by 64 bits of SHA-256 each: a million take some forty megabytes, and that one of a million others is taken
/// for one of them is less likely than that the memory fails.
/// </summary>
internal sealed class PathSet
{
    private readonly HashSet<ulong> _hashes = [];

    public void Add(string path) => _hashes.Add(HashOf(path));

    public bool Contains(string path) => _hashes.Contains(HashOf(path));

    private static ulong HashOf(string path)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(path.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(path, bytes)), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
