using BorgUi.Contracts;
using BorgUi.Contracts.Notifications;
using BorgUi.Core.Alarms;
using BorgUi.Core.Data;
using BorgUi.Core.Secrets;
using BorgUi.Notifications;
using BorgUi.ServiceDefaults;
using BorgUi.ServiceDefaults.Health;
using BorgUi.ServiceDefaults.Redis;
using BorgUi.Worker;
using BorgUi.Worker.Borg;
using BorgUi.Worker.Jobs;
using BorgUi.Worker.Maintenance;
using BorgUi.Worker.Notifications;
using BorgUi.Worker.Schedules;
using BorgUi.Worker.SelfBackups;
using BorgUi.Worker.Streams;
using BorgUi.Worker.Workers;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddBorgUiDatabase();
builder.AddDatabaseHealthCheck();
builder.AddRedisTransport();
builder.AddSecretBox();

builder.Services.AddSingleton<IValidateOptions<WorkerOptions>, WorkerOptionsValidator>();
builder.Services.AddOptions<WorkerOptions>().BindConfiguration("BorgUi").BindConfiguration("BorgUi:Worker").ValidateOnStart();
builder.Services.AddSingleton<WorkerIdentity>();
if (args is [RestoreSelfCommand.Verb, .. var choices])
{
    builder.Services.AddRestoreSelf();
    await using var restore = builder.Build();
    return await restore.Services.GetRequiredService<RestoreSelfCommand>().RunAsync(choices, CancellationToken.None);
}

builder.Services.AddSingleton<BorgProbe>();
builder.Services.AddSingleton<WorkerAddress>();
builder.Services.AddSingleton<IValidateOptions<BorgOptions>, BorgOptionsValidator>();
builder.Services.AddOptions<BorgOptions>().BindConfiguration("BorgUi:Borg").ValidateOnStart();
builder.Services.AddSingleton<BorgExecutable>();
builder.Services.AddHostedService<WorkerHeartbeat>();
builder.Services.AddJobs();
builder.Services.AddSchedules();
builder.Logging.AddFilter("Quartz", LogLevel.Warning);
builder.Services.AddMaintenance();
builder.Services.AddAlarms(services => token => services.GetRequiredService<IMessageBus>().PublishAsync(ChangeNotices.Channel, ChangeNotices.Alarms, token));
builder.Services.AddNotifications().AddSender<AppriseSender>(ChannelKind.Apprise);
builder.Services.AddHealthChecks().AddCheck<DispatcherHealthCheck>("dispatcher");

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapStreams();
await app.RunUntilStoppedAsync();
return 0;
