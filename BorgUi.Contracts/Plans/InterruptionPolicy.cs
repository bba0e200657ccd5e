using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Plans;

/// <summary>What becomes of a backup whose worker died.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<InterruptionPolicy>))]
public enum InterruptionPolicy
{
    /// <summary>It stays interrupted until a person decides.</summary>
    Ask,

    /// <summary>It goes back to the queue by itself.</summary>
    Resume,

    /// <summary>It ends as failed.</summary>
    Dismiss,
}
