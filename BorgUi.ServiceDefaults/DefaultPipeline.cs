using BorgUi.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace BorgUi.ServiceDefaults;

/// <summary>Middleware that must stand before everything an app adds itself, so that no app can forget it.</summary>
internal sealed class DefaultPipeline : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<RequestSpanNaming>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        next(app);
    };
}
