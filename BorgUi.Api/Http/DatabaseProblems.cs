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
}
