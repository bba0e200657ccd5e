using System.Text.Json;
using System.Text.Json.Nodes;
using BorgUi.Api.Http;
using BorgUi.Contracts.Health;
using BorgUi.Contracts.Jobs;
using BorgUi.Core.Data;
using BorgUi.Core.Workers;
using BorgUi.ServiceDefaults.Health;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace BorgUi.Api.Health;

/// <summary>The API's part of the body of <c>/health</c>; see <see cref="HealthBody"/>.</summary>
internal sealed class ApiHealth(IDbContextFactory<BorgUiDbContext> contexts, TimeProvider clock, IOptions<JsonOptions> json) : IHealthBodyContributor
{
    public async Task<JsonObject> DescribeAsync(HealthReport report, CancellationToken cancellationToken)
    {
        var database = report.Word(HealthCheckExtensions.Database);
        var (jobs, workers) = database == HealthStatus.Healthy.Word() ? await CountAsync(cancellationToken) : (null, null);
        var body = new HealthBody
        {
            Status = report.Status.Word(),
            Database = database,
            Redis = report.Word(HealthCheckExtensions.Redis),
            JobsCount = jobs,
            Workers = workers,
        };
        return JsonSerializer.SerializeToNode(body, json.Value.SerializerOptions)!.AsObject();
    }

    private async Task<(int? Jobs, int? Workers)> CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var lostBefore = clock.GetUtcNow() - WorkerNode.LostAfter;
            return (
                await db.Jobs.CountAsync(job => job.Status == JobStatus.Pending || job.Status == JobStatus.Running, cancellationToken),
                await db.Workers.CountAsync(worker => worker.HeartbeatAt > lostBefore, cancellationToken));
        }
        catch (Exception error) when (DatabaseOutage.IsCauseOf(error))
        {
            // It went away since its check; the next probe says so.
            return (null, null);
        }
    }
}
