using System.Text.Json.Serialization;

namespace BorgUi.Worker.Borg;

/// <summary>One path whose content differs between two archives, a line of <c>diff --json-lines</c>.</summary>
/// <param name="Path">As stored; a byte that is no UTF-8 is U+FFFD here, and not '?' as in a list.</param>
internal sealed record DiffItem(
    [property: JsonPropertyName("path"), JsonRequired] string Path,
    [property: JsonPropertyName("changes"), JsonRequired] IReadOnlyList<DiffItemChange> Changes)
{
    // {"changes": [{"added": 3500000, "removed": 3000000, "type": "modified"}], "path": "src/mod.bin"}
    /// <exception cref="InvalidDataException">It is too long to be a path.</exception>
    /// <exception cref="System.Text.Json.JsonException">It is no difference.</exception>
    public static DiffItem Parse(OutputLine line) => line.Cut
        ? throw new InvalidDataException("borg told of a difference in a line that is too long to be read.")
        : BorgJson.Parse(line.Utf8, BorgJsonContext.Default.DiffItem);
}

/// <summary>What became of the path: <c>added</c>, <c>removed directory</c>, <c>changed link</c>, <c>modified</c>.</summary>
/// <param name="Size">Bytes of a file that was added or removed.</param>
/// <param name="Added">Bytes in chunks that only the newer file has; null when the archives were cut by different rules.</param>
/// <param name="Removed">Bytes in chunks that only the older file has; null as above.</param>
internal sealed record DiffItemChange(
    [property: JsonPropertyName("type"), JsonRequired] string Type,
    [property: JsonPropertyName("size")] long? Size = null,
    [property: JsonPropertyName("added")] long? Added = null,
    [property: JsonPropertyName("removed")] long? Removed = null);
