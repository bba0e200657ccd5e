using System.Buffers.Binary;
using System.Security.Cryptography;
using BorgUi.Contracts.Archives;

namespace BorgUi.Core.Archives.Index;

/// <summary>An entry of an archive as it is listed. Lives on the stack alone, because there are millions of them.</summary>
public readonly ref struct ListedEntry
{
    /// <summary>UTF-8, as stored; a leading slash is none of borg's.</summary>
    public required ReadOnlySpan<byte> Path { get; init; }

    public required EntryType Type { get; init; }

    public long SizeBytes { get; init; }

    public short? Mode { get; init; }

    public DateTime? ModifiedAt { get; init; }

    /// <summary>UTF-8; empty when it is no link.</summary>
    public ReadOnlySpan<byte> LinkTarget { get; init; }
}

/// <summary>
/// 64 bits of SHA-256 over a path and all that makes a version of it. Equal ones are the same version; that two of a million different
/// entries are taken for one another is less likely than that the memory fails.
/// </summary>
internal static class Fingerprint
{
    private const int FixedBytes = 16 + 1 + 2 + 8 + 8 + 8 + 4;

    public static ulong Of(Guid folderId, ReadOnlySpan<byte> name, in ListedEntry entry, ulong below = 0)
    {
        var length = FixedBytes + name.Length + entry.LinkTarget.Length;
        var bytes = length <= 1024 ? stackalloc byte[length] : new byte[length];
        folderId.TryWriteBytes(bytes);
        bytes[16] = (byte)entry.Type;
        BinaryPrimitives.WriteInt16LittleEndian(bytes[17..], entry.Mode ?? -1);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[19..], entry.SizeBytes);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[27..], entry.ModifiedAt?.Ticks ?? -1);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[35..], below);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[43..], name.Length);
        name.CopyTo(bytes[FixedBytes..]);
        entry.LinkTarget.CopyTo(bytes[(FixedBytes + name.Length)..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
