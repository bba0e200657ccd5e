using Quartz;

namespace BorgUi.Worker.Schedules;

internal static class ScheduleServices
{
    /// <summary>The clock, and what looks after what is due when it rings.</summary>
    public static IServiceCollection AddSchedules(this IServiceCollection services)
    {
        services.AddQuartz(quartz => quartz.UseInMemoryStore());
        services.AddQuartzHostedService();
        services.AddSingleton<ScheduleClock>();
        services.AddSingleton<ScheduleDispatcher>();
        services.AddHostedService<ScheduleLoader>();
        return services;
    }
}
