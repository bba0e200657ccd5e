using BorgUi.Contracts.Maintenance;
using BorgUi.Worker.Maintenance.Chores;

namespace BorgUi.Worker.Maintenance;

internal static class MaintenanceServices
{
    /// <summary>The chores, one line for each kind, and what runs them.</summary>
    public static IServiceCollection AddMaintenance(this IServiceCollection services)
    {
        services.AddChore<HistoryCleanup>(MaintenanceJobType.HistoryCleanup);
        services.AddChore<AccessCleanup>(MaintenanceJobType.AccessCleanup);
        services.AddChore<WorkerCleanup>(MaintenanceJobType.WorkerCleanup);
        services.AddChore<DatabaseReport>(MaintenanceJobType.DatabaseReport);
        services.AddChore<RetentionCleanup>(MaintenanceJobType.RetentionCleanup);
        services.AddChore<DeliveryLogCleanup>(MaintenanceJobType.DeliveryLog);
        services.AddHostedService<MaintenanceRunner>();
        return services;
    }

    private static void AddChore<T>(this IServiceCollection services, MaintenanceJobType type)
        where T : class, IMaintenanceChore => services.AddKeyedSingleton<IMaintenanceChore, T>(type);
}
