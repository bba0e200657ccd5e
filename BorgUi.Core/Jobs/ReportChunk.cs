using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using BorgUi.Contracts.Jobs;

namespace BorgUi.Core.Jobs;

/// <summary>Lines of one outcome, packed: a JSON array under Brotli takes a few bytes for a path that is like the one before.</summary>
public sealed record ReportChunk(ReportOutcome Outcome, int LineCount, byte[] Packed)
{
    public static ReportChunk Of(ReportOutcome outcome, IReadOnlyList<ReportLine> lines)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(brotli, lines, ReportJson.Default.IReadOnlyListReportLine);
        }

        return new(outcome, lines.Count, packed.ToArray());
    }

    public static IReadOnlyList<ReportLine> Read(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(brotli, ReportJson.Default.IReadOnlyListReportLine)!;
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<ReportLine>))]
internal sealed partial class ReportJson : JsonSerializerContext;
