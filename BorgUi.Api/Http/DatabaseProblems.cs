using Microsoft.AspNetCore.Diagnostics;

namespace BorgUi.Api.Http;

internal static class DatabaseProblems
{
    /// <summary>Turns what the database may throw into 503 and 409, under the developer's exception page as well.</summary>
    public static void AddDatabaseProblems(this IServiceCollection services)
    {
        services.AddExceptionHandler<DatabaseOutage>();
        services.AddSingleton<IDeveloperPageExceptionFilter, DatabaseOutage>();
        services.AddExceptionHandler<ReferenceGone>();
        services.AddSingleton<IDeveloperPageExceptionFilter, ReferenceGone>();
    }

    /// <summary>
    /// Silences what Entity Framework says of each statement that fails: a taken name or a server that restarts is no fault,
    /// and what is one reaches the log as the exception of its request.
    /// </summary>
    public static void AddDatabaseLogging(this ILoggingBuilder logging) => logging
        .AddFilter("Microsoft.EntityFrameworkCore.Database", LogLevel.Critical)
        .AddFilter("Microsoft.EntityFrameworkCore.Query", LogLevel.Critical)
        .AddFilter("Microsoft.EntityFrameworkCore.Update", LogLevel.Critical);
}
