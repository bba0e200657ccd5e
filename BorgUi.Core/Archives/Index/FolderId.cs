using System.Security.Cryptography;
using System.Text;

namespace BorgUi.Core.Archives.Index;

/// <summary>Names a folder by its path alone, so that nobody has to look an id up: the first 128 bits of the path's SHA-256.</summary>
public static class FolderId
{
    /// <summary>The folder in which the entries without a folder lie.</summary>
    public static readonly Guid Root = Of([]);

    public static Guid Of(string path) => Of(Encoding.UTF8.GetBytes(path));

    public static Guid Of(ReadOnlySpan<byte> utf8Path)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8Path, hash);
        return new(hash[..16], bigEndian: true);
    }

    /// <summary>The folder and the name of a path.</summary>
    public static (Guid FolderId, string Name) Split(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash < 0 ? (Root, path) : (Of(path[..slash]), path[(slash + 1)..]);
    }
}
