using BorgUi.Core.Data;
using BorgUi.Core.Maintenance;
using BorgUi.Core.Notifications;
using BorgUi.Core.Settings;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Maintenance.Chores;

/// <summary>Removes old messages from the log of deliveries, as the settings say; what waits stays.</summary>
internal sealed class DeliveryLogCleanup(IDbContextFactory<BorgUiDbContext> contexts, NotificationOutbox outbox, TimeProvider time) : IMaintenanceChore
{
    public async Task<ChoreResult> RunAsync(MaintenanceClaim claim, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var days = (await StoredSettings.ReadAsync(db, cancellationToken)).Notifications.DeliveryDaysKept;
        var removed = await outbox.RemoveFinishedAsync(time.GetUtcNow().AddDays(-days), cancellationToken);
        return ChoreResult.Of($"Removed {removed} messages from the log of deliveries.", new { DeletedCount = removed });
    }
}
