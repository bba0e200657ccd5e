using System.Text.Json;
using System.Text.Json.Nodes;
using BorgUi.Contracts.Health;
using BorgUi.Core.Workers;
using BorgUi.ServiceDefaults.Health;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BorgUi.Api.Health;

/// <summary>The API's part of the body of <c>/health</c>; see <see cref="HealthBody"/>.</summary>
internal sealed class ApiHealth(NpgsqlDataSource dataSource, TimeProvider clock, IOptions<JsonOptions> json) : IHealthBodyContributor
{
    // Less than the writer's patience, so that the other fields come also when the counts do not.
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);

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
            Trouble = TroubleOf(report),
        };
        return JsonSerializer.SerializeToNode(body, json.Value.SerializerOptions)!.AsObject();
    }

    private static string? TroubleOf(HealthReport report)
    {
        var troubles = report.Entries.Values
            .Where(entry => entry is { Status: not HealthStatus.Healthy, Exception: null, Description: not null })
            .Select(entry => entry.Description);
        return string.Join(' ', troubles) is { Length: > 0 } words ? words : null;
    }

    /// <summary>Nulls when the database went away since its check, is too slow, or has no schema yet; the next probe says so.</summary>
    private async Task<(int? Jobs, int? Workers)> CountAsync(CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(Bound);
        try
        {
            await using var command = dataSource.CreateCommand("""
                SELECT
                    (SELECT count(*)::int FROM jobs WHERE status IN ('pending', 'running')),
                    (SELECT count(*)::int FROM workers WHERE heartbeat_at > $1)
                """);
            command.Parameters.Add(new() { Value = clock.GetUtcNow() - WorkerNode.LostAfter });
            await using var reader = await command.ExecuteReaderAsync(bound.Token);
            await reader.ReadAsync(bound.Token);
            return (reader.GetInt32(0), reader.GetInt32(1));
        }
        catch (Exception error) when (error is NpgsqlException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return (null, null);
        }
    }
}
