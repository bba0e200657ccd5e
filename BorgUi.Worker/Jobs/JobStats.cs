using System.Text.Json.Serialization;
using BorgUi.Contracts.Jobs;

namespace BorgUi.Worker.Jobs;

/// <summary>Writes the structured results of jobs as they stand in <c>stats</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CheckStats))]
[JsonSerializable(typeof(CompactStats))]
[JsonSerializable(typeof(PruneStats))]
[JsonSerializable(typeof(RestoreStats))]
[JsonSerializable(typeof(DrillStats))]
[JsonSerializable(typeof(ComparisonStats))]
[JsonSerializable(typeof(LockStats))]
[JsonSerializable(typeof(TestStats))]
internal sealed partial class JobStats : JsonSerializerContext;
