using System.Data.Common;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BorgUi.ServiceDefaults.Health;

/// <summary>Asks the database <c>select 1</c> and waits at most 3 s for the answer.</summary>
internal sealed class DatabaseHealthCheck(DbDataSource database) : IHealthCheck
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(Bound);
        try
        {
            // WaitAsync: a driver waits for the server to confirm a cancellation, which a frozen one never does.
            await AskAsync(bound.Token).WaitAsync(bound.Token);
            return HealthCheckResult.Healthy("The database answers.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"The database did not answer within {Bound.TotalSeconds:0} s.");
        }
        catch (DbException exception)
        {
            // Only the code: the text may name hosts and users, and everybody may read this.
            var code = exception.SqlState is { } state ? $" (SQLSTATE {state})" : "";
            return HealthCheckResult.Unhealthy($"The database cannot be reached{code}.");
        }
    }

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select 1");
        await command.ExecuteScalarAsync(cancellationToken);
    }
}
