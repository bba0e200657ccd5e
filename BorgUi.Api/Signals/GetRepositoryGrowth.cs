using BorgUi.Api.Access;
using BorgUi.Contracts.Signals;
using BorgUi.Core.Data;
using BorgUi.Core.Signals;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace BorgUi.Api.Signals;

internal sealed class GetRepositoryGrowth : IEndpoint
{
    private const int ShownDays = 365;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/{id:guid}/growth", HandleAsync)
        .WithName(nameof(GetRepositoryGrowth))
        .WithSummary("How large a repository was on each day of the last year, and when its disk is full at this pace")
        .RequireAuthorization(Policies.Viewer);

    private static async Task<Results<Ok<RepositoryGrowth>, NotFound>> HandleAsync(Guid id, BorgUiDbContext db, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await db.Repositories.Where(row => row.Id == id).Select(row => new { row.FreeBytes, row.SpaceMeasuredAt }).FirstOrDefaultAsync(cancellationToken) is not { } disk)
        {
            return TypedResults.NotFound();
        }

        var now = clock.GetUtcNow();
        var points = await db.Database.SqlQuery<GrowthPoint>($"""
            SELECT DISTINCT ON (date_trunc('day', started_at, 'UTC')) started_at AS "At", repository_size_bytes AS "StoredSize"
            FROM backup_figures
            WHERE repository_id = {id} AND repository_size_bytes IS NOT NULL AND started_at > {now.AddDays(-ShownDays)}
            ORDER BY date_trunc('day', started_at, 'UTC'), started_at DESC
            """).ToListAsync(cancellationToken);
        var pace = GrowthTrend.BytesPerDay(points, now);
        return TypedResults.Ok(new RepositoryGrowth { Points = points, BytesPerDay = pace is { } bytes ? (long)Math.Round(bytes) : null, FullAt = GrowthTrend.FullAt(pace, disk.FreeBytes, disk.SpaceMeasuredAt) });
    }
}
