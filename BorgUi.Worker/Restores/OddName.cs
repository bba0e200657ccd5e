using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace BorgUi.Worker.Restores;

/// <summary>A name of the file system in its bytes. .NET shows those that are not UTF-8 with U+FFFD, and can neither open nor move them.</summary>
internal readonly record struct OddName(byte[] Bytes)
{
    // struct dirent of 64-bit Linux: inode (8), offset (8), length of the record (2), type (1), name.
    private const int NameOffset = 19;

    public string Text => Encoding.UTF8.GetString(Bytes);

    public bool IsText => Utf8.IsValid(Bytes);

    /// <summary>Whether a name as .NET shows it may be one that it cannot name.</summary>
    public static bool IsPossible(string name) => name.Contains('\uFFFD', StringComparison.Ordinal);

    /// <summary>The names in a folder that <see cref="IsPossible"/> is true of; a few of them are U+FFFD in truth.</summary>
    public static IReadOnlyList<OddName> In(string folder)
    {
        var names = new List<OddName>();
        var handle = NativeMethods.OpenDirectory(folder);
        if (handle == 0)
        {
            throw new IOException($"{Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
        }

        for (var entry = NativeMethods.ReadDirectory(handle); entry != 0; entry = NativeMethods.ReadDirectory(handle))
        {
            var name = new OddName(BytesAt(entry + NameOffset));
            if (IsPossible(name.Text))
            {
                names.Add(name);
            }
        }

        _ = NativeMethods.CloseDirectory(handle);
        return names;
    }

    /// <summary>The path of the name in a folder, as C wants it.</summary>
    public byte[] PathIn(string folder) => [.. Encoding.UTF8.GetBytes(folder), (byte)'/', .. Bytes, 0];

    private static byte[] BytesAt(nint text)
    {
        var length = 0;
        while (Marshal.ReadByte(text, length) != 0)
        {
            length++;
        }

        var bytes = new byte[length];
        Marshal.Copy(text, bytes, 0, length);
        return bytes;
    }
}
