using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;

namespace BorgUi.Core.Jobs;

/// <summary>Lines of one outcome, packed: a JSON array under Brotli takes a few bytes for a path that is like the one before.</summary>
public sealed record ReportChunk(string Outcome, int LineCount, byte[] Packed)
{
    public static ReportChunk Of(ReportOutcome outcome, IReadOnlyList<ReportLine> lines) =>
        new(WordConverter<ReportOutcome>.WordOf(outcome), lines.Count, Pack(lines, ReportJson.Default.IReadOnlyListReportLine));

    public static ReportChunk Of(DifferenceChange change, IReadOnlyList<DifferenceLine> lines) =>
        new(WordConverter<DifferenceChange>.WordOf(change), lines.Count, Pack(lines, ReportJson.Default.IReadOnlyListDifferenceLine));

    public static IReadOnlyList<ReportLine> Read(byte[] packed) => Unpack(packed, ReportJson.Default.IReadOnlyListReportLine);

    public static IReadOnlyList<DifferenceLine> ReadDifferences(byte[] packed) => Unpack(packed, ReportJson.Default.IReadOnlyListDifferenceLine);

    private static byte[] Pack<T>(IReadOnlyList<T> lines, JsonTypeInfo<IReadOnlyList<T>> type)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            JsonSerializer.Serialize(brotli, lines, type);
        }

        return packed.ToArray();
    }

    private static IReadOnlyList<T> Unpack<T>(byte[] packed, JsonTypeInfo<IReadOnlyList<T>> type)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(brotli, type)!;
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<ReportLine>))]
[JsonSerializable(typeof(IReadOnlyList<DifferenceLine>))]
internal sealed partial class ReportJson : JsonSerializerContext;
