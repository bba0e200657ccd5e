using BorgUi.Core.Workers;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace BorgUi.Api.Health;

/// <summary>Degraded when jobs would wait: no worker lives, or one that lives can take none. Why not is told to those who are logged in.</summary>
internal sealed class WorkersHealthCheck(NpgsqlDataSource dataSource, TimeProvider clock) : IHealthCheck
{
    public const string Name = "workers";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(Bound);
        try
        {
            // WaitAsync: a driver waits for the server to confirm a cancellation, which a frozen one never does.
            return Judge(await CountAsync(bound.Token).WaitAsync(bound.Token));
        }
        catch (Exception error) when (error is NpgsqlException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Degraded("The workers could not be counted.");
        }
    }

    private async Task<(int Alive, int Unable)> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "SELECT count(*)::int, (count(*) FILTER (WHERE trouble IS NOT NULL))::int FROM workers WHERE heartbeat_at > $1");
        command.Parameters.Add(new() { Value = clock.GetUtcNow() - WorkerNode.LostAfter });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt32(0), reader.GetInt32(1));
    }

    private static HealthCheckResult Judge((int Alive, int Unable) workers) => workers switch
    {
        (0, _) => HealthCheckResult.Degraded("No worker is running: jobs wait until one starts."),
        (1, 1) => HealthCheckResult.Degraded("The worker takes no jobs: borg is missing on its machine, or cannot be used."),
        (_, > 0) => HealthCheckResult.Degraded($"{workers.Unable} of {workers.Alive} workers take no jobs: borg is missing on their machines, or cannot be used."),
        _ => HealthCheckResult.Healthy(),
    };
}
