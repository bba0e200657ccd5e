using System.Text;

namespace BorgUi.Api.Http;

/// <summary>Absolute paths in one spelling: no doubled or trailing slashes, no <c>.</c> segments. <c>..</c> is refused, because behind a symbolic link it means something else.</summary>
internal static class AbsolutePath
{
    public const int MaximumBytes = 4096;

    /// <summary>The path in its one spelling; null and a reason when it cannot be accepted.</summary>
    public static string? Normalize(string? path, out string? problem)
    {
        problem = path switch
        {
            null or "" => "A path is empty; give an absolute path.",
            _ when path.Contains('\0') || !TextRules.IsWellFormed(path) => "A path holds a character that no file name can have.",
            _ when path[0] != '/' => $"\"{Shortened(path)}\" is not absolute; begin it with /.",
            _ when Encoding.UTF8.GetByteCount(path) > MaximumBytes => $"A path is longer than {MaximumBytes} bytes.",
            _ when path.Split('/').Contains("..") => $"\"{Shortened(path)}\" goes up with ..; give the path that is meant.",
            _ => null,
        };
        return problem is null
            ? "/" + string.Join('/', path!.Split('/').Where(segment => segment is not ("" or ".")))
            : null;
    }

    private static string Shortened(string path) => path.Length <= 80 ? path : path[..80] + "…";
}
