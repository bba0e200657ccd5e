using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace BorgUi.ServiceDefaults.Health;

/// <summary>The checks behind <c>/health</c>.</summary>
public static class HealthCheckExtensions
{
    /// <summary>The name of the database's check in the report.</summary>
    public const string Database = "database";

    /// <summary>The name of Redis' check in the report.</summary>
    public const string Redis = "redis";

    /// <summary>
    /// Makes <c>/health</c> answer 503 while the <see cref="System.Data.Common.DbDataSource"/> in the container does not work.
    /// </summary>
    public static TBuilder AddDatabaseHealthCheck<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>(Database, HealthStatus.Unhealthy);
        return builder;
    }
}
