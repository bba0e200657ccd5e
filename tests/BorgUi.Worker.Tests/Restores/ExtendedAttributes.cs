using System.Runtime.InteropServices;
using System.Text;
using BorgUi.Worker.Restores;

namespace BorgUi.Worker.Tests.Restores;

/// <summary>Extended attributes and access lists of files and folders, whatever bytes their names have; setfattr and getfattr are not everywhere.</summary>
internal static partial class ExtendedAttributes
{
    public const string OfUser = "user.borgui";
    public const string AccessList = "system.posix_acl_access";
    public const string DefaultAccessList = "system.posix_acl_default";
    public const string Capability = "security.capability";

    private const int MostBytes = 4096;
    private static readonly string[] Compared = ["user.", "system.posix_acl_", Capability];

    /// <summary>What an attribute is given. Bytes that are no text; the owner, user 1234, group, mask and others; cap_net_raw+ep.</summary>
    public static byte[] ValueFor(string name) => Convert.FromHexString(name switch
    {
        AccessList or DefaultAccessList => "02000000" + "01000700FFFFFFFF" + "02000400D2040000" + "04000500FFFFFFFF" + "10000500FFFFFFFF" + "20000000FFFFFFFF",
        Capability => "0100000200200000000000000000000000000000",
        _ => "00FF0A" + string.Concat(Enumerable.Repeat("C3BC", 500)),
    });

    /// <summary>Why files below a folder cannot have the attribute; null when they can.</summary>
    public static string? ProblemWith(string name, string folder)
    {
        var file = Path.Combine(folder, $"borgui-attributes-{Guid.NewGuid():N}");
        File.WriteAllText(file, "");
        try
        {
            return TrySet(Bytes(file), name) ? null : $"A file in {folder} cannot have {name}: {Marshal.GetLastPInvokeErrorMessage()}.";
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Gives the attribute to the folder and to all in it that can have it; answers to how many.</summary>
    public static int SetBelow(string folder, string name) => Walk(folder).Count(item => TrySet(item.Path, name));

    /// <summary>A line for each attribute of each item below the folder.</summary>
    public static IReadOnlyList<string> ReadBelow(string folder) => [.. Walk(folder).SelectMany(Read).Order(StringComparer.Ordinal)];

    private static bool TrySet(byte[] path, string name) => Set(path, name, ValueFor(name), ValueFor(name).Length, 0) == 0;

    private static IEnumerable<string> Read(Item item)
    {
        var names = new byte[MostBytes];
        var length = List(item.Path, names, names.Length);
        return Encoding.UTF8.GetString(names, 0, (int)Math.Max(0, length)).Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(name => Array.Exists(Compared, prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            .Select(name => $"{item.Shown}|{name}={Value(item.Path, name)}");
    }

    private static string Value(byte[] path, string name)
    {
        var value = new byte[MostBytes];
        var length = Get(path, name, value, value.Length);
        return length < 0 ? Marshal.GetLastPInvokeErrorMessage() : Convert.ToHexString(value, 0, (int)length);
    }

    private static IEnumerable<Item> Walk(string folder) => Walk(new(Bytes(folder), ""), folder);

    // The folder's own path may be one of bytes; what lies in it is reached through another one.
    private static IEnumerable<Item> Walk(Item self, string folder)
    {
        yield return self;
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(entry => !OddName.IsPossible(entry.Name)))
        {
            var item = new Item(Bytes(entry.FullName), $"{self.Shown}/{entry.Name}");
            foreach (var below in PathState.IsFolder(entry) ? Walk(item, entry.FullName) : [item])
            {
                yield return below;
            }
        }

        foreach (var name in OddName.In(folder))
        {
            using var odd = OddItem.Open(folder, name)!;
            var item = new Item(name.PathIn(folder), $"{self.Shown}/{Convert.ToHexString(name.Bytes)}");
            foreach (var below in odd.AsFolder() is { } inside ? Walk(item, inside.FullName) : [item])
            {
                yield return below;
            }
        }
    }

    private static byte[] Bytes(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [LibraryImport("libc", EntryPoint = "lsetxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Set(byte[] path, string name, byte[] value, nint size, int flags);

    [LibraryImport("libc", EntryPoint = "lgetxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Get(byte[] path, string name, byte[] value, nint size);

    [LibraryImport("libc", EntryPoint = "llistxattr", SetLastError = true)]
    private static partial nint List(byte[] path, byte[] names, nint size);

    private sealed record Item(byte[] Path, string Shown);
}
