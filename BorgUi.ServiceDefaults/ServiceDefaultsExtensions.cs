using BorgUi.ServiceDefaults.Discovery;
using BorgUi.ServiceDefaults.Health;
using BorgUi.ServiceDefaults.Hosting;
using BorgUi.ServiceDefaults.Problems;
using BorgUi.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BorgUi.ServiceDefaults;

/// <summary>What every process of an installation has in common.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>
    /// Adds telemetry, health checks, service addresses, problem details, the JSON conventions and the host's
    /// hardening. The pipeline parts put themselves first; nothing has to be called for them.
    /// </summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.AddTelemetry();
        builder.AddHostHardening();
        builder.Services.AddSnakeCaseJson();
        builder.Services.AddProblems();
        builder.Services.AddSingleton<IServiceAddresses, ConfiguredServiceAddresses>();
        builder.Services.AddHealthChecks();
        builder.Services.AddSingleton<HealthBodyWriter>();
        builder.Services.AddTransient<IStartupFilter, DefaultPipeline>();
        return builder;
    }
}
