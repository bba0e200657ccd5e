using System.Text.Json.Serialization;
using BorgUi.Contracts.Jobs;

namespace BorgUi.Web.ApiClient;

/// <summary>The figures of ended jobs. One that is missing makes the record unreadable, for unknown is not 0.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CheckStats))]
[JsonSerializable(typeof(CompactStats))]
[JsonSerializable(typeof(PruneStats))]
[JsonSerializable(typeof(RestoreStats))]
[JsonSerializable(typeof(DrillStats))]
[JsonSerializable(typeof(ComparisonStats))]
[JsonSerializable(typeof(LockStats))]
[JsonSerializable(typeof(TestStats))]
internal sealed partial class JobStatsJson : JsonSerializerContext;
