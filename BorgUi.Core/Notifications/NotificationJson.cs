using System.Text.Json;
using System.Text.Json.Serialization;

namespace BorgUi.Core.Notifications;

/// <summary>The facts in the database and in webhooks. jsonb keeps no order, so the word that says which they are may come last.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(NotificationFacts))]
public sealed partial class NotificationJson : JsonSerializerContext;
