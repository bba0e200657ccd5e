using BorgUi.Contracts.Repositories;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Worker.Maintenance;

/// <summary>Writes the result of a check to its repository.</summary>
internal sealed class CheckRecord(IDbContextFactory<BorgUiDbContext> contexts, TimeProvider time)
{
    public async Task WriteAsync(Guid repositoryId, CheckResult result)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var now = time.GetUtcNow();
        await db.Repositories.Where(repository => repository.Id == repositoryId).ExecuteUpdateAsync(row => row
            .SetProperty(repository => repository.LastCheckAt, now)
            .SetProperty(repository => repository.LastCheckResult, result));
    }
}
