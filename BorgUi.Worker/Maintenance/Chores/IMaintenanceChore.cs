using System.Text.Json;
using BorgUi.Core.Maintenance;

namespace BorgUi.Worker.Maintenance.Chores;

/// <summary>
/// Does one kind of maintenance. Registered by its <see cref="Contracts.Maintenance.MaintenanceJobType"/>. A run may be cut off at any
/// moment and done again by another worker, so each step is right by itself.
/// </summary>
internal interface IMaintenanceChore
{
    Task<ChoreResult> RunAsync(MaintenanceClaim claim, CancellationToken cancellationToken);
}

/// <summary>What came of it: a sentence for people, and the figures as JSON.</summary>
internal sealed record ChoreResult(string Message, string Json)
{
    /// <summary>Whether something could not be done; the message says what.</summary>
    public bool IsFailure { get; init; }

    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <param name="figures">An object whose properties are figures; on the wire in snake_case.</param>
    public static ChoreResult Of<T>(string message, T figures) => new(message, JsonSerializer.Serialize(figures, Snake));
}
