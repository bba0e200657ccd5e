using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace BorgUi.Worker.Borg;

/// <summary>What a successful create prints: <c>{"archive": {...}, "cache": {...}, "encryption": {...}, "repository": {...}}</c>.</summary>
internal sealed record CreateResult(
    [property: JsonPropertyName("archive"), JsonRequired] BorgArchive Archive,
    [property: JsonPropertyName("cache")] BorgCache? Cache,
    [property: JsonPropertyName("encryption")] BorgEncryption? Encryption,
    [property: JsonPropertyName("repository"), JsonRequired] BorgRepository Repository)
{
    /// <exception cref="JsonException">The text is not the result of a create.</exception>
    public static CreateResult Parse(ReadOnlyMemory<byte> json) => BorgJson.Parse(json, BorgJsonContext.Default.CreateResult);
}

/// <summary>What <c>list --json</c> prints: <c>{"archives": [...], "encryption": {...}, "repository": {...}}</c>, oldest archive first.</summary>
internal sealed record ArchiveList(
    [property: JsonPropertyName("archives"), JsonRequired] IReadOnlyList<BorgArchive> Archives,
    [property: JsonPropertyName("encryption")] BorgEncryption? Encryption,
    [property: JsonPropertyName("repository"), JsonRequired] BorgRepository Repository)
{
    /// <exception cref="JsonException">The text is not a list of archives.</exception>
    public static ArchiveList Parse(ReadOnlyMemory<byte> json) => BorgJson.Parse(json, BorgJsonContext.Default.ArchiveList);
}

/// <summary>What <c>info --json</c> prints, for a repository or with the archives that were asked for.</summary>
internal sealed record RepositoryInfo(
    [property: JsonPropertyName("archives")] IReadOnlyList<BorgArchive>? Archives,
    [property: JsonPropertyName("cache")] BorgCache? Cache,
    [property: JsonPropertyName("encryption")] BorgEncryption? Encryption,
    [property: JsonPropertyName("repository"), JsonRequired] BorgRepository Repository,
    [property: JsonPropertyName("security_dir")] string? SecurityFolder)
{
    /// <exception cref="JsonException">The text is not the answer of info.</exception>
    public static RepositoryInfo Parse(ReadOnlyMemory<byte> json) => BorgJson.Parse(json, BorgJsonContext.Default.RepositoryInfo);
}

/// <summary>One archive. A list gives name, id and start, and with our format also comment, host, user, end and command line.</summary>
internal sealed record BorgArchive(
    [property: JsonPropertyName("name"), JsonRequired] string Name,
    [property: JsonPropertyName("id"), JsonRequired] string Id,
    [property: JsonPropertyName("start"), JsonRequired, JsonConverter(typeof(BorgTimeConverter))] DateTimeOffset StartedAt,
    [property: JsonPropertyName("end"), JsonConverter(typeof(BorgTimeConverter))] DateTimeOffset? EndedAt,
    [property: JsonPropertyName("duration")] double? DurationSeconds,
    [property: JsonPropertyName("comment")] string? Comment,
    [property: JsonPropertyName("hostname")] string? HostName,
    [property: JsonPropertyName("username")] string? UserName,
    [property: JsonPropertyName("command_line")] IReadOnlyList<string>? CommandLine,
    [property: JsonPropertyName("stats")] BorgArchiveStats? Stats)
{
    /// <summary>Whether borg lists it only when asked for checkpoints: any name with this word in it.</summary>
    [JsonIgnore]
    public bool IsHidden => Name.Contains(".checkpoint", StringComparison.Ordinal);

    /// <summary>Whether borg saved this by itself on the way to an archive that was never finished.</summary>
    [JsonIgnore]
    public bool IsCheckpoint =>
        Name.LastIndexOf(".checkpoint", StringComparison.Ordinal) is > 0 and var at && Name.AsSpan(at + ".checkpoint".Length).Trim("0123456789.").IsEmpty;
}

/// <summary>Sizes of one archive; nfiles counts regular files.</summary>
internal sealed record BorgArchiveStats(
    [property: JsonPropertyName("original_size")] long OriginalBytes,
    [property: JsonPropertyName("compressed_size")] long CompressedBytes,
    [property: JsonPropertyName("deduplicated_size")] long DeduplicatedBytes,
    [property: JsonPropertyName("nfiles")] long Files);

internal sealed record BorgCache(
    [property: JsonPropertyName("path")] string? Path,
    [property: JsonPropertyName("stats")] BorgCacheStats? Stats);

/// <summary>Totals of the repository; the unique compressed size is its size after compaction.</summary>
internal sealed record BorgCacheStats(
    [property: JsonPropertyName("total_chunks")] long TotalChunks,
    [property: JsonPropertyName("total_unique_chunks")] long UniqueChunks,
    [property: JsonPropertyName("total_size")] long OriginalBytes,
    [property: JsonPropertyName("total_csize")] long CompressedBytes,
    [property: JsonPropertyName("unique_size")] long UniqueBytes,
    [property: JsonPropertyName("unique_csize")] long UniqueCompressedBytes);

internal sealed record BorgEncryption(
    [property: JsonPropertyName("mode"), JsonRequired] string Mode,
    [property: JsonPropertyName("keyfile")] string? KeyFile);

internal sealed record BorgRepository(
    [property: JsonPropertyName("id"), JsonRequired] string Id,
    [property: JsonPropertyName("location"), JsonRequired] string Location,
    [property: JsonPropertyName("last_modified"), JsonConverter(typeof(BorgTimeConverter))] DateTimeOffset? LastModifiedAt);

internal static class BorgJson
{
    public static T Parse<T>(ReadOnlyMemory<byte> json, JsonTypeInfo<T> type)
        where T : class =>
        JsonSerializer.Deserialize(LoneSurrogates.Replace(json.Span), type) ?? throw new JsonException("borg printed null.");
}
