using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BorgUi.ServiceDefaults.Health;

/// <summary>The status words of the public contract.</summary>
public static class HealthWords
{
    /// <summary><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</summary>
    public static string Word(this HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };

    /// <summary>What the check of that name found; <c>unhealthy</c> when it did not run.</summary>
    public static string Word(this HealthReport report, string check) =>
        report.Entries.TryGetValue(check, out var entry) ? entry.Status.Word() : HealthStatus.Unhealthy.Word();
}
