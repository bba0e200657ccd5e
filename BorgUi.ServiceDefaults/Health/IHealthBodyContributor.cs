using System.Text.Json.Nodes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BorgUi.ServiceDefaults.Health;

/// <summary>
/// Adds an app's own fields to the body of <c>/health</c>. Register it in the container with any lifetime; it is
/// resolved per request. One that throws or takes longer than 3 s is left out of the answer and logged.
/// </summary>
public interface IHealthBodyContributor
{
    /// <summary>The fields to add, in snake_case, told what the checks found.</summary>
    Task<JsonObject> DescribeAsync(HealthReport report, CancellationToken cancellationToken);
}
