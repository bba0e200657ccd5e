namespace BorgUi.Worker.SelfBackups;

internal static class SelfBackupServices
{
    /// <summary>What makes BorgUi part of a backup.</summary>
    public static IServiceCollection AddSelfBackups(this IServiceCollection services)
    {
        services.AddPostgresPrograms();
        services.AddSingleton<SelfBackupWriter>();
        return services;
    }

    /// <summary>What the verb <c>restore-self</c> needs beside the database and the settings.</summary>
    public static IServiceCollection AddRestoreSelf(this IServiceCollection services)
    {
        services.AddPostgresPrograms();
        services.AddSingleton<MasterKeyPlace>();
        services.AddSingleton<RestoreTarget>();
        services.AddSingleton<SelfRestore>();
        services.AddSingleton<RestoreSelfCommand>();
        return services;
    }

    private static void AddPostgresPrograms(this IServiceCollection services)
    {
        services.AddOptions<SelfBackupOptions>().BindConfiguration("BorgUi:SelfBackup");
        services.AddSingleton<PostgresPrograms>();
    }
}
