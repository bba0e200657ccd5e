using System.Text.Json.Serialization;
using BorgUi.Contracts.Archives;

namespace BorgUi.Contracts.Jobs;

/// <summary>What a comparison found out about a path.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<DifferenceChange>))]
public enum DifferenceChange
{
    Added,
    Removed,
    Changed,

    /// <summary>Nothing is known of it: its name or its content could not be read.</summary>
    Uncompared,
}

/// <summary>How an archive is compared with the files of now.</summary>
public sealed record CompareRequest
{
    /// <summary>True reads both sides of every file whose size and time are the same, and compares them by SHA-256; that takes as long as a restore.</summary>
    public bool Content { get; init; }
}

/// <summary>One path that a comparison names. Sizes are bytes; null is unknown, or does not apply.</summary>
public sealed record DifferenceLine
{
    /// <summary>As stored, without a leading slash.</summary>
    public required string Path { get; init; }

    public required DifferenceChange Change { get; init; }

    /// <summary>What it is on the newer side, or was on the older one if it is gone.</summary>
    public EntryType? Type { get; init; }

    public long? SizeBefore { get; init; }

    public long? SizeAfter { get; init; }

    public DateTimeOffset? MtimeBefore { get; init; }

    public DateTimeOffset? MtimeAfter { get; init; }

    /// <summary>In what a changed path differs.</summary>
    public IReadOnlyList<EntryAspect> What { get; init; } = [];

    /// <summary>Of a changed file in two archives: bytes in chunks that only the newer one has.</summary>
    public long? BytesAdded { get; init; }

    /// <summary>Of a changed file in two archives: bytes in chunks that only the older one has.</summary>
    public long? BytesRemoved { get; init; }

    /// <summary>Why it could not be compared.</summary>
    public string? Reason { get; init; }

    /// <summary>False when borg could not give the name's bytes, so that the path may not be exact.</summary>
    public bool ExactName { get; init; } = true;
}

/// <summary>A page of what a comparison found: by kind of change, then in the order in which it was found.</summary>
public sealed record DifferencePage
{
    public required IReadOnlyList<DifferenceLine> Items { get; init; }

    /// <summary>How many there are of the asked for change; null when a search narrows them.</summary>
    public long? Total { get; init; }

    /// <summary>The cursor of the next page, null on the last.</summary>
    public string? Next { get; init; }

    /// <summary>True when the job came to its end, so that this is all there is to find.</summary>
    public required bool IsComplete { get; init; }
}
