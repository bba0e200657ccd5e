using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Proofs;

/// <summary>What was tried, from the strongest proof of a restore to the weakest of storage.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ProofKind>))]
public enum ProofKind
{
    /// <summary>Files of a plan's newest archive were restored and compared.</summary>
    RestoreDrill,

    /// <summary>Every piece of data was decrypted and compared with its hash.</summary>
    Data,

    /// <summary>Every archive finds all of its pieces.</summary>
    Archives,

    /// <summary>Every stored segment has its checksum.</summary>
    Repository,

    /// <summary>The same of the part that was read in the time that a check had.</summary>
    RepositoryPart,
}

/// <summary>What the newest try of one kind came to.</summary>
/// <param name="Good">False: it found something wrong.</param>
/// <param name="Detail">What it came to, in a sentence.</param>
public sealed record ProofResponse(ProofKind Kind, DateTimeOffset At, bool Good, string Detail, Guid? JobId);

/// <summary>How a drill chooses; what is left out is as the settings say.</summary>
public sealed record DrillRequest
{
    /// <summary>How many files are drawn, 1 to 1000.</summary>
    public int? SampleFiles { get; init; }

    /// <summary>How many bytes they have together, 1 MiB to 1 TiB.</summary>
    public long? SampleBytes { get; init; }

    /// <summary>Draws the same files of the same archive again: the number that an earlier drill tells.</summary>
    public int? Seed { get; init; }
}
