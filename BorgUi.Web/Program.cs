using BorgUi.ServiceDefaults;
using BorgUi.ServiceDefaults.Redis;
using BorgUi.Web.Access;
using BorgUi.Web.ApiClient;
using BorgUi.Web.Assets;
using BorgUi.Web.Forwarding;
using BorgUi.Web.Health;
using BorgUi.Web.Live;
using BorgUi.Web.Pages;
using BorgUi.Web.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;

var builder = WebApplication.CreateBuilder(args);

builder.AddAssets();
builder.AddServiceDefaults();
builder.AddRedisTransport();
builder.Services.AddApiHealth();
builder.Services.AddApiClients();
builder.Services.AddApiForwarder();
builder.Services.AddSessions(builder.Configuration.GetSection(KeyRingOptions.Section).Get<KeyRingOptions>() ?? new());
builder.Services.AddBorgUiAntiforgery();
builder.Services.AddPages();
builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestLineSize = ApiForwarder.MaximumRequestLine);
builder.Services.AddSignalR();
builder.Services.AddHostedService<JobEventRelay>();

var app = builder.Build();

app.UseSecurityHeaders();
app.UsePageErrors();
app.UseRouting();
app.UseAuthentication();
app.UseAuthorization();

app.MapAssets();
app.MapRazorPages().WithStaticAssets();
app.MapHub<JobHub>("/hubs/jobs");
app.MapApiForwarder();
app.MapDefaultEndpoints();

await app.RunUntilStoppedAsync();
