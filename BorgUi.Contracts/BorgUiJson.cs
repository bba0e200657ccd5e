using System.Text.Json;
using System.Text.Json.Serialization;
using BorgUi.Contracts.Archives;
using BorgUi.Contracts.Jobs;

namespace BorgUi.Contracts;

/// <summary>The JSON of the wire for what travels outside HTTP: snake_case, source generated.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JobEvent))]
[JsonSerializable(typeof(JobUpdate))]
[JsonSerializable(typeof(JobLogAppended))]
[JsonSerializable(typeof(ArchiveFolder))]
public sealed partial class BorgUiJson : JsonSerializerContext;
