using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Plans;

/// <summary>What becomes of the rest of a chain when one of its jobs has failed for good.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ChainPolicy>))]
public enum ChainPolicy
{
    /// <summary>Nothing follows until somebody starts the failed job again, and that one succeeds.</summary>
    Stop,

    /// <summary>The next job follows as after a success.</summary>
    Continue,
}
