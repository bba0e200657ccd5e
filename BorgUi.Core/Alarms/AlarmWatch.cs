using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BorgUi.Core.Alarms;

/// <summary>Tells pages that alarms were raised or cleared.</summary>
public delegate ValueTask TellOfAlarms(CancellationToken cancellationToken);

/// <summary>
/// Has the alarms looked at, again and again. The API does it as well as each worker: who is left must be able to say that all
/// workers are gone.
/// </summary>
internal sealed partial class AlarmWatch(AlarmEvaluator evaluator, TellOfAlarms tell, TimeProvider time, ILogger<AlarmWatch> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        // Not at once: when everything starts together, the workers must be heard of first.
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // Whatever it is, the process has other work, and the next look may go well.
                LogNoLook(logger, error);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var changes = await evaluator.EvaluateAsync(cancellationToken);
        foreach (var alarm in changes.Raised)
        {
            LogRaised(logger, alarm.Title, alarm.Detail);
        }

        foreach (var alarm in changes.Cleared)
        {
            LogCleared(logger, alarm.Title);
        }

        if (changes.Any)
        {
            await tell(cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Title}. {Detail}")]
    private static partial void LogRaised(ILogger logger, string title, string detail);

    [LoggerMessage(Level = LogLevel.Information, Message = "No longer so: {Title}")]
    private static partial void LogCleared(ILogger logger, string title);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Alarms could not be looked at; trying again")]
    private static partial void LogNoLook(ILogger logger, Exception error);
}

public static class AlarmServices
{
    /// <summary>Looks for what is wrong while this process runs.</summary>
    public static IServiceCollection AddAlarms(this IServiceCollection services, Func<IServiceProvider, TellOfAlarms> tell)
    {
        services.AddSingleton(tell);
        services.AddHostedService<AlarmWatch>();
        return services;
    }
}
