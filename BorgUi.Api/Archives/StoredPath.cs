using BorgUi.Api.Http;

namespace BorgUi.Api.Archives;

/// <summary>A path as archives store it: without slashes around it, empty for the root.</summary>
internal static class StoredPath
{
    private const int MaximumLength = 16_384; // four bytes for each of 4,096

    public static string Read(FieldErrors errors, string? given)
    {
        var path = given?.Trim('/') ?? "";
        if (path.Length > MaximumLength || path.Contains('\0', StringComparison.Ordinal) || !TextRules.IsWellFormed(path))
        {
            errors.Add("path", "No archive can hold this path; give one as it is stored.");
        }

        return path;
    }
}
