using BorgUi.Core.Data;
using BorgUi.Core.Maintenance;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Maintenance.Chores;

/// <summary>Removes sessions and tokens that have expired; nobody can log in with them any more.</summary>
internal sealed class AccessCleanup(IDbContextFactory<BorgUiDbContext> contexts, TimeProvider time) : IMaintenanceChore
{
    public async Task<ChoreResult> RunAsync(MaintenanceClaim claim, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var tokens = await db.AccessTokens.Where(token => token.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        var sessions = await db.Sessions.Where(session => session.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        return ChoreResult.Of($"Removed {sessions} sessions and {tokens} tokens that had expired.", new { DeletedCount = tokens + sessions, Sessions = sessions, Tokens = tokens });
    }
}
