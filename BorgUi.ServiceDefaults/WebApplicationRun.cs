using Microsoft.AspNetCore.Builder;

namespace BorgUi.ServiceDefaults;

public static class WebApplicationRun
{
    /// <summary>
    /// Runs until the process is told to end. To be told so while it still starts is no failure: the host throws what it
    /// cancelled itself, and with that exception the process would abort, with a core dump.
    /// </summary>
    public static async Task RunUntilStoppedAsync(this WebApplication app)
    {
        var stopping = app.Lifetime.ApplicationStopping;
        try
        {
            await app.RunAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // What had started by then has been stopped.
        }
    }
}
