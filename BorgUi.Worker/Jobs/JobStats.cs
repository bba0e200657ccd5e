using System.Text.Json;
using System.Text.Json.Serialization;

namespace BorgUi.Worker.Jobs;

/// <summary>The structured results of jobs, as they stand in <c>stats</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CheckStats))]
[JsonSerializable(typeof(CompactStats))]
[JsonSerializable(typeof(PruneStats))]
[JsonSerializable(typeof(RestoreStats))]
[JsonSerializable(typeof(LockStats))]
[JsonSerializable(typeof(TestStats))]
internal sealed partial class JobStats : JsonSerializerContext;

/// <param name="Result"><c>ok</c>, <c>partial</c> or <c>damaged</c>.</param>
internal sealed record CheckStats(string Result, int Findings, int MissingChunks, bool RepositoryChecked, bool ArchivesChecked);

/// <param name="FreedBytes">As borg tells it, rounded to five digits.</param>
/// <param name="SizeBefore">Bytes of the repository's data on disk; null when it lies on a server.</param>
internal sealed record CompactStats(long FreedBytes, long? SizeBefore, long? SizeAfter);

internal sealed record PruneStats(bool DryRun, int KeptCount, int PrunedCount, IReadOnlyList<PrunedArchive> Kept, IReadOnlyList<PrunedArchive> Pruned);

/// <param name="Rule">Why it is kept, in borg's words, <c>daily #1</c>; null when it is pruned.</param>
internal sealed record PrunedArchive(string Name, string BorgId, string? Rule);

/// <summary>Files are everything that is no folder. Selected is what the archive holds of what was asked for.</summary>
/// <param name="FilesSkipped">Left alone by the policy for files that are there already.</param>
internal sealed record RestoreStats(
    bool DryRun, long FilesSelected, long BytesSelected, long FilesRestored, long BytesRestored, long FilesSkipped, long FilesFailed, long FoldersCreated);

/// <param name="Owners">Who held the lock, as far as it can be seen: <c>host pid thread</c>.</param>
internal sealed record LockStats(IReadOnlyList<string> Owners, int ArchiveCount);

internal sealed record TestStats(int ArchiveCount, double Seconds);
