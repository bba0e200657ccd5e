using System.Text.Json.Nodes;
using BorgUi.Contracts.Health;
using BorgUi.ServiceDefaults.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BorgUi.Web.Health;

/// <summary>Repeats the API's figures in the body of Web's <c>/health</c>.</summary>
internal sealed class ApiFiguresContributor : IHealthBodyContributor
{
    public Task<JsonObject> DescribeAsync(HealthReport report, CancellationToken cancellationToken)
    {
        var figures = report.Entries.TryGetValue(ApiHealthCheck.Name, out var api)
            && api.Data.TryGetValue(ApiHealthCheck.Figures, out var data)
                ? data as HealthBody
                : null;
        return Task.FromResult(new JsonObject
        {
            ["jobs_count"] = figures?.JobsCount,
            ["database"] = figures?.Database ?? "unknown",
            ["redis"] = figures?.Redis ?? report.Word(HealthCheckExtensions.Redis),
            ["workers"] = figures?.Workers,
            ["trouble"] = figures?.Trouble,
        });
    }
}
