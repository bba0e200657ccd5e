using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace BorgUi.ServiceDefaults.Health;

/// <summary>Writes <c>{status, checks: {name: {status, description, duration_seconds}}}</c> and what the app adds.</summary>
internal sealed partial class HealthBodyWriter(ILogger<HealthBodyWriter> logger)
{
    private static readonly TimeSpan ContributionBound = TimeSpan.FromSeconds(3);

    public async Task WriteReadinessAsync(HttpContext context, HealthReport report)
    {
        var body = Describe(report);
        foreach (var contributor in context.RequestServices.GetServices<IHealthBodyContributor>())
        {
            await AddAsync(body, contributor, report, context.RequestAborted);
        }

        await context.Response.WriteAsJsonAsync(body, context.RequestAborted);
    }

    public static Task WriteLivenessAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(new JsonObject { ["status"] = report.Status.Word() }, context.RequestAborted);

    /// <summary>Descriptions come from our own checks only; exceptions and their texts stay inside.</summary>
    private static JsonObject Describe(HealthReport report)
    {
        var checks = new JsonObject();
        foreach (var (name, entry) in report.Entries)
        {
            checks[name] = new JsonObject
            {
                ["status"] = entry.Status.Word(),
                ["description"] = entry.Exception is null ? entry.Description : null,
                ["duration_seconds"] = Math.Round(entry.Duration.TotalSeconds, 4),
            };
        }

        return new JsonObject { ["status"] = report.Status.Word(), ["checks"] = checks };
    }

    private async Task AddAsync(
        JsonObject body, IHealthBodyContributor contributor, HealthReport report, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(ContributionBound);
        try
        {
            var fields = await contributor.DescribeAsync(report, bound.Token).WaitAsync(bound.Token);
            foreach (var (name, value) in fields)
            {
                body.TryAdd(name, value?.DeepClone());
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogContributionFailed(exception, contributor.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Contributor} could not add its part to the health answer.")]
    private partial void LogContributionFailed(Exception exception, string contributor);
}
