using BorgUi.Api;
using BorgUi.Api.Access;
using BorgUi.Api.Archives;
using BorgUi.Api.Health;
using BorgUi.Api.Http;
using BorgUi.Api.Jobs;
using BorgUi.Api.OpenApi;
using BorgUi.Api.Streams;
using BorgUi.Contracts;
using BorgUi.Core.Alarms;
using BorgUi.Core.Data;
using BorgUi.Core.Secrets;
using BorgUi.Notifications;
using BorgUi.ServiceDefaults;
using BorgUi.ServiceDefaults.Health;
using BorgUi.ServiceDefaults.Redis;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddBorgUiDatabase();
builder.Logging.AddDatabaseLogging();
if (args is [MigrateCommand.Verb, ..])
{
    builder.Services.AddSingleton<MigrateCommand>();
    await using var migration = builder.Build();
    return await migration.Services.GetRequiredService<MigrateCommand>().RunAsync(CancellationToken.None);
}

builder.AddSecretBox();
builder.AddRedisTransport();
builder.AddDatabaseHealthCheck();
builder.AddAccess();
builder.AddApiDocument();
builder.Services.AddDatabaseProblems();
builder.Services.AddScoped<WaitingReasons>();
builder.Services.AddScoped<WorkerStreams>();
builder.Services.AddScoped<BorgFolders>();
builder.Services.AddSingleton<WorkerConnection>();
builder.Services.AddSingleton<JobAnnouncer>();
builder.Services.AddSingleton<JobFollower>();
builder.Services.AddSingleton<JobEventFeed>();
builder.Services.AddHostedService(services => services.GetRequiredService<JobEventFeed>());
builder.Services.AddAlarms(services => token => services.GetRequiredService<IMessageBus>().PublishAsync(ChangeNotices.Channel, ChangeNotices.Alarms, token));
// Workers send; what they leave lying, above all that the last of them is lost, goes out from here.
builder.Services.Configure<NotificationOptions>(notifications => (notifications.Senders, notifications.TakeAfter) = (1, TimeSpan.FromSeconds(30)));
builder.Services.AddNotifications();
builder.Services.AddHealthChecks().AddCheck<WorkersHealthCheck>(WorkersHealthCheck.Name, HealthStatus.Degraded);
builder.Services.AddSingleton<IHealthBodyContributor, ApiHealth>();
builder.Services.Configure<KestrelServerOptions>(kestrel =>
{
    kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
    kestrel.Limits.MaxRequestLineSize = DownloadLinks.MaximumRequestLine;
});

var app = builder.Build();
app.UseForwardedHeaders();
app.MapDefaultEndpoints(defaults => defaults.MetricsPolicy = Policies.Viewer);
app.MapApiDocument();
app.MapApi();
await app.RunUntilStoppedAsync();
return 0;
