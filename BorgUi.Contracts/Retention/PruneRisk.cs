using System.Text.Json.Serialization;

namespace BorgUi.Contracts.Retention;

/// <summary>Why a prune wants a person's yes; who says yes to one says it to those before it too.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<PruneRisk>))]
public enum PruneRisk
{
    /// <summary>More than half of the archives would go at once.</summary>
    DeletesMost,

    KeepsNothing,
}
