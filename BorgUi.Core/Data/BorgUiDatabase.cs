using BorgUi.Core.Alarms;
using BorgUi.Core.Archives.Index;
using BorgUi.Core.Hooks;
using BorgUi.Core.Jobs;
using BorgUi.Core.Maintenance;
using BorgUi.Core.Notifications;
using BorgUi.Core.Schedules;
using BorgUi.Core.Signals;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace BorgUi.Core.Data;

public static class BorgUiDatabase
{
    /// <summary>The connection string's name, as the AppHost gives it: <c>ConnectionStrings__borgui</c>.</summary>
    public const string ConnectionName = "borgui";

    private const int ConnectionsOfOneProcess = 20;

    /// <summary>Adds the data source, <see cref="BorgUiDbContext"/> and what works on them.</summary>
    public static IHostApplicationBuilder AddBorgUiDatabase(this IHostApplicationBuilder builder)
    {
        var connectionString = builder.Configuration.GetConnectionString(ConnectionName)
            ?? throw new InvalidOperationException("BorgUi needs its database: set ConnectionStrings__borgui to the address of a PostgreSQL database.");
        builder.Services.AddBorgUiDatabase(connectionString);
        return builder;
    }

    public static IServiceCollection AddBorgUiDatabase(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(_ => CreateDataSource(connectionString));
        services.AddSingleton(_ => new DatabaseAddress(connectionString));
        services.AddSingleton<System.Data.Common.DbDataSource>(provider => provider.GetRequiredService<NpgsqlDataSource>());
        services.Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        services.AddDbContextFactory<BorgUiDbContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>(), npgsql => npgsql.SetPostgresVersion(15, 0))
            .UseApplicationServiceProvider(provider));
        services.AddSingleton<JobQueue>();
        services.AddSingleton<JobLedger>();
        services.AddSingleton<HookLedger>();
        services.AddSingleton<JobControl>();
        services.AddSingleton<JobRestart>();
        services.AddSingleton<JobRecovery>();
        services.AddSingleton<JobLogStore>();
        services.AddSingleton<JobReportStore>();
        services.AddSingleton<DueTimes>();
        services.AddSingleton<MaintenanceRuns>();
        services.AddSingleton<AlarmEvaluator>();
        services.AddSingleton<NotificationOutbox>();
        services.AddSingleton<Digests>();
        services.AddSingleton<ArchiveIndexer>();
        services.AddSingleton<IndexCollector>();
        services.AddSingleton<IndexBacklog>();
        services.AddSingleton<ArchiveSearch>();
        services.AddSingleton<ArchiveComparison>();
        services.AddSingleton<ChangeRecord>();
        services.AddSingleton<DatabaseMigrator>();
        return services;
    }

    private static NpgsqlDataSource CreateDataSource(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString)
        {
            // Telemetry shows this instead of the connection string.
            Name = ConnectionName,
        };
        var settings = builder.ConnectionStringBuilder;
        // No transaction of ours waits for anything but the database: one that does is of a frozen process, and others wait for its locks.
        settings.Options = $"{settings.Options} -c idle_in_transaction_session_timeout=15s".TrimStart();
        // Nothing of ours sets anything for a session, and undoing it all after each statement costs as much as a claim.
        settings.NoResetOnClose = true;
        // All processes of BorgUi together must fit into Postgres' 100; a crowd of requests waits here instead of being refused there.
        settings.MaxPoolSize = settings.ShouldSerialize("Maximum Pool Size") ? settings.MaxPoolSize : ConnectionsOfOneProcess;
        return builder.Build();
    }
}
