using BorgUi.Api.Http;
using BorgUi.Core.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BorgUi.Api.Repositories;

/// <summary>Saves, and turns what the database's unique indexes refuse into the field that caused it.</summary>
internal static class RepositoryConflict
{
    public static async Task<ConflictProblem?> OnSaveAsync(BorgUiDbContext db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } unique)
        {
            return unique.ConstraintName!.Contains("location", StringComparison.Ordinal)
                ? ConflictProblem.Taken("location", "A repository at this location is here already.")
                : ConflictProblem.Taken("name", "A repository has this name already; choose another.");
        }
    }
}
